#include "pipeline/known_show.h"

#include <algorithm>
#include <set>
#include <span>
#include <utility>

#include <fmt/format.h>

#include "base/secrets.h"
#include "base/url.h"
#include "domain/privacy.h"
#include "stages/feed/same_show.h"
#include "stages/feed/show_of.h"
#include "store/episodes.h"
#include "store/feeds.h"
#include "store/shows.h"
#include "store/work_keys.h"
#include "text/utf8.h"

namespace pith::pipeline {

namespace {

// An address that leads to a secret one opens what that opens, but for a signature made for whoever asks.
bool leads_to_secret(const std::string& final_url) { return has_secret(final_url) && !ends_by_itself(final_url); }

}  // namespace

bool is_private(const Visited& visited) {
  const auto& feed = visited.feed;
  const auto& response = visited.visit.response;
  return store::is_private_follow(visited.work.key) || has_secret(feed.url) || has_secret(response.permanent_url) ||
         leads_to_secret(response.final_url) ||
         std::ranges::any_of(feed.aliases, [](const auto& url) { return has_secret(url); });
}

namespace {

;

// Whether a feed just followed is of the show whose id it has: a podcast:guid can be copied (docs/decisions/0098). It
// is where it has the show's title and neither is secret, where one of the show's feeds is at its address or where that
// leads for good, and where none of them is read any more; but what is public joins no private show so.
Result<bool> is_of(store::Tx& tx, const Visited& visited, const Show& stored, const Show& named) {
  const auto feeds = store::feeds_of_show(tx, stored.id);
  if (!feeds) return std::unexpected(feeds.error());
  const bool secret = is_private(visited);
  if (!secret && !stored.is_private &&
      text::fold_for_comparison(stored.title) == text::fold_for_comparison(named.title))
    return true;
  const std::set own{comparable_url(visited.feed.url), comparable_url(visited.visit.response.permanent_url)};
  const auto is_own = [&](const std::string& url) { return own.contains(comparable_url(url)); };
  const bool unread = std::ranges::all_of(*feeds, &Feed::ended);
  if (unread && (secret || !stored.is_private)) return true;
  return std::ranges::any_of(*feeds, [&](const Feed& feed) {
    return feed.id == visited.feed.id || is_own(feed.url) || std::ranges::any_of(feed.aliases, is_own);
  });
}

// The show that a feed has, or is just given.
Result<std::optional<Show>> stored_show(store::Tx& tx, const Visited& visited, KnownShow& known) {
  const auto& feed = visited.feed;
  if (!feed.show_id.empty()) return store::show_by_id(tx, feed.show_id);
  auto stored = store::show_by_id(tx, known.show.id);
  if (!stored || !*stored) return stored;
  const auto joins = is_of(tx, visited, **stored, known.show);
  if (!joins) return std::unexpected(joins.error());
  if (*joins) return stored;
  known.apart_from = (*stored)->title;
  known.show.id = feed::show_id_apart(known.show.id, feed.url);
  return store::show_by_id(tx, known.show.id);
}

// What is found at a followed address is not always the show that was followed there. Whoever follows by hand knows.
Result<void> assert_of_show(const Visited& visited, const Show& show, std::span<const Episode> episodes,
                            const PublishedFeed& published) {
  if (visited.work.key.step != "poll" || feed::is_of_show(show, episodes, published)) return {};
  return fail(ErrorKind::invalid_input,
              fmt::format("{} brings another show now, {}, and no episode that is known; nothing of it is taken. If it "
                          "is meant, remove {} and add the address again",
                          shown_address(visited.feed), published.title, show.title));
}

}  // namespace

// Only following again brings a removed show back. Of a show's second feed, too, the newest alone are taken.
Result<KnownShow> known_show(store::Tx& tx, const Visited& visited, const PublishedFeed& published, Time now) {
  const auto& feed = visited.feed;
  KnownShow known{feed::show_of(published, feed.url, now), {}, true};
  auto stored = stored_show(tx, visited, known);
  if (!stored) return std::unexpected(stored.error());
  if (!*stored) return known;
  const bool follows = visited.work.key.step == "follow";
  known.first_follow = follows && ((*stored)->removed || !feed.last_polled);
  auto episodes = store::episodes_of_show(tx, (*stored)->id);
  if (!episodes) return std::unexpected(episodes.error());
  if (auto same = assert_of_show(visited, **stored, *episodes, published); !same)
    return std::unexpected(std::move(same.error()));
  known.show = feed::refreshed(**stored, published);
  if (follows) known.show.removed = false;
  known.episodes = std::move(*episodes);
  return known;
}

}  // namespace pith::pipeline
