// What a visit to a feed leaves in the store.
#include <algorithm>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/ids.h"
#include "base/url.h"
#include "domain/privacy.h"
#include "pipeline/feed_visit.h"
#include "pipeline/known_show.h"
#include "pipeline/later_transcripts.h"
#include "pipeline/steps/step.h"
#include "pipeline/unheard.h"
#include "stages/episode/reconcile.h"
#include "stages/feed/access.h"
#include "stages/feed/poll_plan.h"
#include "stages/feed/read_feed.h"
#include "store/episodes.h"
#include "store/feeds.h"
#include "store/hiding.h"
#include "store/rests.h"
#include "store/shows.h"
#include "store/work_keys.h"

namespace pith::pipeline {

namespace {

// A chance in [0, 1), the same for the same feed and visit, so that two runs plan alike.
double jitter_of(const Feed& feed, Time now) {
  const auto hash = content_hash(fmt::format("{}/{}", feed.id, to_micros(now)), 4);
  return static_cast<double>(std::stoul(hash, nullptr, 16)) / 4294967296.0;
}

// The feed after a visit that went well.
void mark_well(Feed& feed, const Visit& visit, Time now) {
  feed.last_polled = now;
  feed.last_good = now;
  feed.failures = 0;
  feed.problem.clear();
  const auto& moved = visit.response.permanent_url;
  if (moved.empty() || moved == feed.url) return;
  if (std::ranges::find(feed.aliases, feed.url) == feed.aliases.end()) feed.aliases.push_back(feed.url);
  feed.url = moved;
}

void take_validators(Feed& feed, const net::HttpResponse& response, Time now) {
  Validators given;
  given.etag = response.headers.get("ETag").value_or("");
  given.last_modified = response.headers.get("Last-Modified").value_or("");
  if (!given.etag.empty() || !given.last_modified.empty()) {
    given.of = response.final_url;
    given.given = feed.validators.given;
    if (given != feed.validators || !are_current(given, now)) given.given = now;
  }
  feed.validators = std::move(given);
  feed.body_hash = content_hash(response.body);
}

// In the problem of a feed whose publisher blocks Pith: how it is known that this has ended.
constexpr std::string_view block_mark = "(podcast:block)";

enum class Content { known, news };  // known: neither address nor validators have changed

struct Planned {
  Feed feed;
  feed::PollPlan plan;
  Content visited = Content::news;
};

// The feed and its next poll; the row of that poll is `work` itself, unless `work` is a follow.
void keep_feed(store::Tx& tx, Planned planned, const store::Work& work) {
  auto& [feed, plan, visited] = planned;
  feed.next_poll = plan.next;
  feed.ended = plan.ended;
  if (visited == Content::known)
    store::put_poll(tx, feed);
  else
    store::put(tx, feed);
  if (!plan.ended && work.key.step == "poll") return store::reschedule(tx, work, plan.next);
  if (!plan.ended) store::enqueue(tx, poll_work(feed.id), plan.next, store::IfKnown::again);
  store::complete(tx, work);
}

// Of the feed's addresses and of those that this visit was redirected to.
Secrets secrets_of(const Visited& visited) {
  auto secrets = secrets_of(visited.feed);
  secrets.add(visited.visit.response.permanent_url);
  secrets.add(visited.visit.response.final_url);
  return secrets;
}

// What the server said of how long its answer holds, for those who ask by hand; plans keep to it by themselves.
void note_wish(store::Tx& tx, const Feed& feed, const net::RevisitHint& hint, Time now) {
  const auto wish = std::max(hint.not_before.value_or(Seconds{0}), hint.fresh_for.value_or(Seconds{0}));
  if (wish > Seconds{0}) store::rest(tx, feed.id, now + wish);
}

// Episodes that were kept before a secret of their feed was known as one.
void strike_known(store::Tx& tx, std::vector<Episode>& episodes, const Secrets& secrets) {
  if (secrets.empty()) return;
  for (auto& episode : episodes) {
    const auto before = episode;
    strike(episode, secrets);
    if (episode != before) store::put(tx, episode);
  }
}

void put_episodes(store::Tx& tx, const Context& context, const auto& episodes) {
  const Time now = context.clock.now();
  for (const auto& episode : episodes) {
    store::put(tx, episode);
    const auto next = next_fetch(episode);
    if (!next) continue;
    store::enqueue(tx, *next, now, store::IfKnown::again);
    store::revive(tx, *next, now);  // given up at an earlier address
  }
}

// A feed that offers no transcript for a new episode may still bring one; then it is heard.
void plan_hearings(store::Tx& tx, const Context& context, const Chunked<Episode>& added) {
  for (const auto& episode : added)
    if (episode.state == EpisodeState::waiting && can_be_heard(context, episode))
      plan_hearing(tx, context, episode, episode.reason);
}

Absorbed counted(const KnownShow& known, const episode::Changes& changes) {
  Absorbed absorbed{.show_title = known.show.title,
                    .left_out = changes.nameless,
                    .apart_from = known.apart_from,
                    .is_private = known.show.is_private};
  for (const auto& episode : changes.added)
    ++(episode.state == EpisodeState::listed ? absorbed.listed_episodes : absorbed.new_episodes);
  return absorbed;
}

feed::PollFacts facts_of(const Visit& visit, const Feed& feed, std::span<const Time> dates) {
  feed::PollFacts facts;
  facts.published = dates;
  facts.status = visit.response.status;
  facts.failures = feed.failures;
  facts.retry_after = visit.hint.not_before;
  facts.max_age = visit.hint.fresh_for;
  facts.update_rule = feed.update_rule;
  facts.announced_end = feed.announced_end;
  return facts;
}

}  // namespace

namespace {

Error ended_in_error(const Visited& visited, const PublishedFeed& published, std::string_view what_follows) {
  return {ErrorKind::invalid_input,
          fmt::format("the feed {} ended in an error{}", shown_address(visited.feed), what_follows),
          published.notes.empty() ? "" : published.notes.back()};
}

}  // namespace

std::optional<Error> cut_short(const Visited& visited, const PublishedFeed& published) {
  if (published.complete) return std::nullopt;
  return ended_in_error(visited, published, "; what could be read of it was taken");
}

Result<PublishedFeed> read_visited(const Context& context, const Visited& visited) {
  const auto& response = visited.visit.response;
  const auto shown = shown_address(visited.feed);
  auto published = context.read_feed(response.body, {.base_url = response.final_url, .http_charset = response.charset});
  if (!published) return std::unexpected(published.error().within(shown));
  feed::lend_access(*published, response.final_url);
  strike(*published, secrets_of(visited));
  return published;
}

std::optional<Error> blocked_error(const Visited& visited, const PublishedFeed& published) {
  if (!published.blocked) return std::nullopt;
  return Error{ErrorKind::refused, fmt::format("{}: its publisher asks not to be read by Pith {}",
                                               shown_address(visited.feed), block_mark)};
}

namespace {

Result<void> plan_next(store::Tx& tx, const Context& context, const Visited& visited, Content content) {
  const Time now = context.clock.now();
  Feed feed = visited.feed;
  // Its publisher blocked Pith, and no longer does. A show that its owner hid is polled no more, so it stays hidden.
  if (feed.problem.contains(block_mark)) store::hide_show(tx, feed.show_id, false);
  mark_well(feed, visited.visit, now);
  if (feed.url != visited.feed.url) content = Content::news;
  note_wish(tx, feed, visited.visit.hint, now);
  if (visited.visit.response.status != 304) take_validators(feed, visited.visit.response, now);
  if (feed.validators != visited.feed.validators) content = Content::news;  // also where the bytes are the same
  const auto dates = store::newest_dates(tx, feed.show_id, {.until = now, .most = feed::dates_that_count});
  if (!dates) return std::unexpected(dates.error());
  auto plan = feed::plan_poll(facts_of(visited.visit, feed, *dates), now, jitter_of(feed, now));
  keep_feed(tx, {std::move(feed), std::move(plan), content}, visited.work);
  return {};
}

}  // namespace

namespace {

// A new address is a hint, to be looked into.
void note_hint(store::Tx& tx, const Context& context, Feed& feed, const PublishedFeed& published) {
  const auto& hint = published.new_feed_url;
  const auto url = parse_url(hint);
  if (!published.complete || !url || !url->is_http() || comparable_url(hint) == comparable_url(feed.url)) return;
  feed.moved_hint = hint;
  store::enqueue(tx, move_work(feed.id, hint), context.clock.now(), store::IfKnown::again);
}

}  // namespace

Result<Absorbed> put_news(store::Tx& tx, const Context& context, const Visited& visited, PublishedFeed& published) {
  const Time now = context.clock.now();
  auto known = known_show(tx, visited, published, now);
  if (!known) return std::unexpected(known.error());
  if (!published.complete && known->episodes.empty())
    return std::unexpected(ended_in_error(visited, published, ", and nothing of it was taken; try again later"));
  strike_known(tx, known->episodes, secrets_of(visited));
  auto now_visited = visited;
  now_visited.feed.show_id = known->show.id;
  note_hint(tx, context, now_visited.feed, published);
  const bool complete = published.complete;
  if (complete) {
    now_visited.feed.update_rule = published.update_rule;
    now_visited.feed.announced_end = published.announced_end;
  }
  const auto changes = episode::reconcile(known->episodes, std::move(published),
                                          {.show_id = known->show.id,
                                           .feed_id = visited.feed.id,
                                           .now = now,
                                           .first_follow = known->first_follow,
                                           .newest = static_cast<std::size_t>(context.options.newest)});
  known->show.is_private = known->show.is_private || is_private(visited);
  store::put(tx, known->show);
  put_episodes(tx, context, changes.added);
  plan_hearings(tx, context, changes.added);
  put_episodes(tx, context, changes.changed);
  plan_later_transcripts(tx, context, known->episodes, changes.changed);
  for (const auto& episode : changes.gone) store::put(tx, episode);
  if (complete)
    if (auto planned = plan_next(tx, context, now_visited, Content::news); !planned)
      return std::unexpected(planned.error());
  return counted(*known, changes);
}

Result<Absorbed> absorb(Context& context, const Visited& visited) {
  auto published = read_visited(context, visited);
  if (!published) return std::unexpected(published.error());
  if (auto error = blocked_error(visited, *published)) return std::unexpected(std::move(*error));
  auto absorbed = context.store.write([&](store::Tx& tx) { return put_news(tx, context, visited, *published); });
  if (auto error = cut_short(visited, *published); absorbed && error) return std::unexpected(std::move(*error));
  return absorbed;
}

Result<std::optional<Feed>> still_polled(store::Tx& tx, const Context& context, const Feed& asked,
                                         const store::Work& work) {
  auto feed = store::feed_by_id(tx, asked.id);
  if (!feed) return feed;
  if (!*feed || (*feed)->ended) {
    store::complete(tx, work);
    return std::nullopt;
  }
  if ((*feed)->url != asked.url) {
    store::reschedule(tx, work, context.clock.now());
    return std::nullopt;
  }
  return feed;
}

Result<bool> put_joined(store::Tx& tx, const Context& context, const Visited& visited) {
  const auto& moved = visited.visit.response.permanent_url;
  if (moved.empty() || moved == visited.feed.url) return false;
  const auto other = store::feed_by_url(tx, moved);
  if (!other) return std::unexpected(other.error());
  if (!*other || (*other)->id == visited.feed.id || (*other)->ended) return false;
  Feed feed = visited.feed;
  feed.last_polled = context.clock.now();
  feed.problem = fmt::format("has moved for good to {}, which is followed already", shown_address(**other));
  keep_feed(tx, {std::move(feed), {context.clock.now(), "", true}, Content::known}, visited.work);
  return true;
}

Result<void> make_private(store::Tx& tx, std::string_view show_id) {
  auto show = store::show_by_id(tx, show_id);
  if (!show) return std::unexpected(show.error());
  if (!*show || (*show)->is_private) return {};
  (*show)->is_private = true;
  store::put(tx, **show);
  return {};
}

Result<void> put_unchanged(store::Tx& tx, const Context& context, const Visited& visited) {
  if (is_private(visited))
    if (auto made = make_private(tx, visited.feed.show_id); !made) return made;
  return plan_next(tx, context, visited, Content::known);
}

void put_failed(store::Tx& tx, const Context& context, const FailedVisit& failed) {
  const Time now = context.clock.now();
  const auto& error = failed.failure.error;
  auto still = still_polled(tx, context, failed.feed, failed.work);
  if (!still) return tx.doom(still.error());
  if (!*still) return;
  Feed feed = std::move(**still);
  if (failed.failure.rests) {  // it was not asked: all that is known of it still holds
    feed::PollPlan later{now + failed.failure.asked.value_or(Seconds{0}), "", false};
    return keep_feed(tx, {std::move(feed), std::move(later), Content::known}, failed.work);
  }
  feed.last_polled = now;
  feed.failures += 1;
  feed::PollFacts facts;
  facts.status = error.kind == ErrorKind::http_status || error.kind == ErrorKind::gone
                     ? error.code
                     : (error.kind == ErrorKind::invalid_input ? 200 : 0);
  facts.readable = false;
  facts.failures = feed.failures;
  facts.retry_after = failed.failure.asked;
  auto plan = feed::plan_poll(facts, now, jitter_of(feed, now));
  feed.problem = fmt::format("{}; {}", error.message, plan.reason);
  if (failed.blocked) store::hide_show(tx, feed.show_id, true);
  keep_feed(tx, {std::move(feed), std::move(plan), Content::known}, failed.work);
}

}  // namespace pith::pipeline
