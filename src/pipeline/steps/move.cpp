// Looks whether a feed has moved where it says (itunes:new-feed-url). The hint is believed only where a feed of the
// same show is found there: the same podcast:guid, or mostly items that are known.
#include <algorithm>

#include <fmt/format.h>

#include "domain/privacy.h"
#include "pipeline/feed_visit.h"
#include "pipeline/steps/step.h"
#include "stages/feed/same_show.h"
#include "stages/feed/show_of.h"
#include "store/episodes.h"
#include "store/feeds.h"

namespace pith::pipeline {

namespace {

Result<bool> is_same_show(const store::Session& session, const Feed& feed, const PublishedFeed& published) {
  if (!published.guid.empty() && feed::show_of(published, feed.url, Time{}).id == feed.show_id) return true;
  const auto episodes = store::episodes_of_show(session, feed.show_id);
  if (!episodes) return std::unexpected(episodes.error());
  const auto shared = feed::known_items(*episodes, published);
  return shared > 0 && 2 * shared >= std::min(published.items.size(), episodes->size());
}

// The row as it is now: a poll may have changed it meanwhile.
Result<void> settle(store::Tx& tx, const store::Work& work, bool has_moved) {
  auto feed = store::feed_by_id(tx, work.key.subject);
  if (!feed) return std::unexpected(feed.error());
  store::complete(tx, work);
  if (!*feed || work.key != move_work((*feed)->id, (*feed)->moved_hint)) return {};
  if (has_moved) {
    (*feed)->aliases.push_back((*feed)->url);
    (*feed)->url = (*feed)->moved_hint;
    (*feed)->validators = {};
  }
  (*feed)->moved_hint.clear();
  store::put(tx, **feed);
  return {};
}

}  // namespace

StepResult move_feed(Context& context, const store::Work& work) {
  auto feed = store::feed_by_id(context.store.read(), work.key.subject);
  if (!feed) return std::unexpected(feed.error());
  const auto target = *feed ? (*feed)->moved_hint : std::string{};
  const auto taken = store::feed_by_url(context.store.read(), target);
  if (!taken) return std::unexpected(taken.error());
  const auto keep = [&](bool has_moved) {
    return stored(context.store.write([&](store::Tx& tx) { return settle(tx, work, has_moved); }));
  };
  if (!*feed || (*feed)->ended || work.key != move_work((*feed)->id, target) || *taken) return keep(false);
  Feed there = **feed;
  there.aliases.push_back(there.url);
  there.url = target;
  there.validators = {};
  auto visited = visit(context, there);
  if (!visited) return std::unexpected(std::move(visited.error()));
  if (auto failure = status_failure(context, *visited, target)) return std::unexpected(std::move(*failure));
  const auto published = read_visited(context, {there, std::move(*visited), work});
  if (!published) return std::unexpected(published.error());
  const auto same = is_same_show(context.store.read(), **feed, *published);
  if (!same) return std::unexpected(same.error());
  if (*same) context.observe({"move", shown_address(**feed), fmt::format("is at {} now", shown_address(there)), false});
  return keep(*same);
}

// A hint that leads nowhere changes nothing.
Result<void> give_up_move(Context& context, const store::Work& work, const Error&) {
  return context.store.write([&](store::Tx& tx) { return settle(tx, work, false); });
}

}  // namespace pith::pipeline
