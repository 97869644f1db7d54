// The transactions of feed_visit.h: what a visit to a feed leaves in the store.
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "base/ids.h"
#include "base/url.h"
#include "pipeline/feed_visit.h"
#include "pipeline/steps/step.h"
#include "pipeline/unheard.h"
#include "stages/episode/reconcile.h"
#include "stages/feed/poll_plan.h"
#include "stages/feed/read_feed.h"
#include "stages/feed/show_of.h"
#include "store/episodes.h"
#include "store/feeds.h"
#include "store/rests.h"
#include "store/shows.h"

namespace pith::pipeline {

namespace {

// A chance in [0, 1), the same for the same feed and visit, so that two runs plan alike.
double jitter_of(const Feed& feed, Time now) {
  const auto hash = content_hash(fmt::format("{}/{}", feed.id, to_micros(now)), 4);
  return static_cast<double>(std::stoul(hash, nullptr, 16)) / 4294967296.0;
}

std::vector<Time> dates_of(const std::vector<Episode>& episodes) {
  std::vector<Time> dates;
  for (const auto& episode : episodes) dates.push_back(episode.published);
  return dates;
}

// The feed after a visit that went well.
void mark_well(Feed& feed, const Visit& visit, Time now) {
  feed.last_polled = now;
  feed.last_good = now;
  feed.failures = 0;
  feed.problem.clear();
  const auto& moved = visit.response.permanent_url;
  if (moved.empty() || moved == feed.url) return;
  feed.aliases.push_back(feed.url);
  feed.url = moved;
}

void take_validators(Feed& feed, const net::HttpResponse& response) {
  feed.validators.etag = response.headers.get("ETag").value_or("");
  feed.validators.last_modified = response.headers.get("Last-Modified").value_or("");
  feed.body_hash = content_hash(response.body);
}

// Commits the feed and its next poll; the row of that poll is `work` itself, unless `work` is a follow.
void keep_feed(store::Tx& tx, Feed& feed, const feed::PollPlan& plan, const store::Work& work) {
  feed.next_poll = plan.next;
  feed.ended = plan.ended;
  store::put(tx, feed);
  if (!plan.ended && work.key.step == "poll") return store::reschedule(tx, work, plan.next);
  if (!plan.ended) store::enqueue(tx, poll_work(feed.id), plan.next, store::IfKnown::again);
  store::complete(tx, work);
}

bool is_private(const Feed& feed) {
  return has_secret(feed.url) || std::ranges::any_of(feed.aliases, [](const auto& url) { return has_secret(url); });
}

// What the server said of how long its answer holds, for those who ask by hand; plans keep to it by themselves.
void note_wish(store::Tx& tx, const Feed& feed, const net::RevisitHint& hint, Time now) {
  const auto wish = std::max(hint.not_before.value_or(Seconds{0}), hint.fresh_for.value_or(Seconds{0}));
  if (wish > Seconds{0}) store::rest(tx, feed.id, now + std::min<Seconds>(wish, std::chrono::days{7}));
}

struct KnownShow {
  Show show;
  std::vector<Episode> episodes;
  bool first_follow = false;
};

Result<KnownShow> known_show(store::Tx& tx, const Feed& feed, const PublishedFeed& published, Time now) {
  KnownShow known{feed::show_of(published, feed.url, now), {}, true};
  auto stored = store::show_by_id(tx, feed.show_id.empty() ? known.show.id : feed.show_id);
  if (!stored) return std::unexpected(stored.error());
  if (!*stored) return known;
  known.first_follow = (*stored)->removed;
  known.show = feed::refreshed(**stored, published);
  known.show.removed = false;
  auto episodes = store::episodes_of_show(tx, known.show.id);
  if (!episodes) return std::unexpected(episodes.error());
  known.episodes = std::move(*episodes);
  return known;
}

void put_episodes(store::Tx& tx, const Context& context, const std::vector<Episode>& episodes) {
  const Time now = context.clock.now();
  for (const auto& episode : episodes) {
    store::put(tx, episode);
    if (const auto next = next_fetch(episode)) store::enqueue(tx, *next, now, store::IfKnown::again);
  }
}

// A feed that offers no transcript for a new episode may still bring one; then it is heard.
void plan_hearings(store::Tx& tx, const Context& context, const std::vector<Episode>& added) {
  for (const auto& episode : added)
    if (episode.state == EpisodeState::waiting && can_be_heard(context, episode))
      plan_hearing(tx, context, episode, episode.reason);
}

Absorbed counted(const Show& show, const episode::Changes& changes) {
  Absorbed absorbed{show.title, 0, 0};
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
  return facts;
}

Error cut_short(const PublishedFeed& published, const Feed& feed) {
  return {ErrorKind::invalid_input,
          fmt::format("the feed {} ended in an error; what could be read of it was taken", redact_url(feed.url)),
          published.notes.empty() ? "" : published.notes.back()};
}

}  // namespace

Result<Absorbed> absorb(Context& context, Feed feed, const Visit& visit, const store::Work& work) {
  const auto& response = visit.response;
  auto published = feed::read_feed(response.body, {.base_url = response.final_url, .http_charset = response.charset});
  if (!published) return std::unexpected(published.error().within(redact_url(feed.url)));
  if (published->blocked)
    return fail(ErrorKind::refused,
                fmt::format("{}: its publisher asks not to be read by Pith (podcast:block)", redact_url(feed.url)));
  const Time now = context.clock.now();
  auto absorbed = context.store.write([&](store::Tx& tx) -> Result<Absorbed> {
    auto known = known_show(tx, feed, *published, now);
    if (!known) return std::unexpected(known.error());
    const bool may_be_kept = published->complete || !known->episodes.empty();
    if (!may_be_kept) return std::unexpected(cut_short(*published, feed));
    feed.show_id = known->show.id;
    const auto changes = episode::reconcile(known->episodes, *published,
                                            {.show_id = known->show.id,
                                             .feed_id = feed.id,
                                             .now = now,
                                             .first_follow = known->first_follow,
                                             .newest = static_cast<std::size_t>(context.options.newest)});
    known->show.is_private = known->show.is_private || is_private(feed);
    store::put(tx, known->show);
    if (published->complete) {
      mark_well(feed, visit, now);
      note_wish(tx, feed, visit.hint, now);
      take_validators(feed, response);
      auto episodes = known->episodes;
      episodes.insert(episodes.end(), changes.added.begin(), changes.added.end());
      const auto dates = dates_of(episodes);
      keep_feed(tx, feed, feed::plan_poll(facts_of(visit, feed, dates), now, jitter_of(feed, now)), work);
    }
    put_episodes(tx, context, changes.added);
    plan_hearings(tx, context, changes.added);
    put_episodes(tx, context, changes.changed);
    for (const auto& episode : changes.gone) store::put(tx, episode);
    return counted(known->show, changes);
  });
  if (absorbed && !published->complete) return std::unexpected(cut_short(*published, feed));
  return absorbed;
}

Result<void> keep_unchanged(Context& context, Feed feed, const Visit& visit, const store::Work& work) {
  const Time now = context.clock.now();
  return context.store.write([&](store::Tx& tx) -> Result<void> {
    auto episodes = store::episodes_of_show(tx, feed.show_id);
    if (!episodes) return std::unexpected(episodes.error());
    mark_well(feed, visit, now);
    note_wish(tx, feed, visit.hint, now);
    const auto dates = dates_of(*episodes);
    keep_feed(tx, feed, feed::plan_poll(facts_of(visit, feed, dates), now, jitter_of(feed, now)), work);
    return {};
  });
}

Result<void> keep_failed(Context& context, Feed feed, const Failure& failure, const store::Work& work) {
  const Time now = context.clock.now();
  feed.last_polled = now;
  feed.failures += 1;
  feed::PollFacts facts;
  facts.status = failure.error.kind == ErrorKind::http_status || failure.error.kind == ErrorKind::gone
                     ? failure.error.code
                     : (failure.error.kind == ErrorKind::invalid_input ? 200 : 0);
  facts.readable = false;
  facts.failures = feed.failures;
  facts.retry_after = failure.asked;
  const auto plan = feed::plan_poll(facts, now, jitter_of(feed, now));
  feed.problem = fmt::format("{}; {}", failure.error.message, plan.reason);
  return context.store.write([&](store::Tx& tx) { keep_feed(tx, feed, plan, work); });
}

}  // namespace pith::pipeline
