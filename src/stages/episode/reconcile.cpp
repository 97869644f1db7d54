#include "stages/episode/reconcile.h"

#include <algorithm>
#include <initializer_list>
#include <numeric>
#include <optional>
#include <string_view>
#include <utility>

#include "base/ids.h"
#include "stages/episode/identity.h"
#include "stages/episode/update.h"

namespace pith::episode {

namespace {

constexpr std::string_view before_following = "published before this show was followed";

bool is_nameless(const PublishedItem& item, const ItemKeys& keys) {
  return keys.guid.empty() && keys.enclosure.empty() && keys.title.empty() && item.link.empty();
}

std::optional<Time> oldest_of(const PublishedFeed& published) {
  std::optional<Time> oldest;
  for (const auto& item : published.items)
    if (item.published && (!oldest || *item.published < *oldest)) oldest = item.published;
  return oldest;
}

class Reconciler {
 public:
  Reconciler(const std::vector<Episode>& known, PublishedFeed& published, const ReconcileOptions& options)
      : known_(known),
        published_(published),
        options_(options),
        oldest_(oldest_of(published)),
        keys_(keys_of(published, texts_)),
        index_(options.feed_id, keys_),
        seen_(known.size()) {
    for (const auto& episode : known) index_.add_known(episode);
  }

  Changes run() {
    for (const auto& keys : keys_) {
      take(published_.items.front(), keys);
      published_.items.pop_front();
    }
    if (options_.first_follow) keep_newest();
    if (published_.complete) mark_gone();
    return std::move(changes_);
  }

 private:
  void take(PublishedItem& item, const ItemKeys& keys) {
    const auto place = index_.find(keys, item);
    if (!place) return add(item, keys);
    if (*place >= known_.size()) return note_alias(changes_.added[*place - known_.size()], std::string(keys.guid.text));
    if (seen_[*place]) return;  // a second item of one episode: the first, mostly the newer, counts
    seen_[*place] = true;
    const auto& known = known_[*place];
    auto updated = known;
    if (known.feed_id == options_.feed_id)
      update(updated, std::move(item), published_, keys.guid.text);
    else
      complete(updated, std::move(item), keys.guid.text);
    if (updated != known) changes_.changed.push_back(std::move(updated));
  }

  void add(PublishedItem& item, const ItemKeys& keys) {
    if (!published_.complete && keys.guid.empty() && keys.enclosure.empty()) return;
    if (is_nameless(item, keys)) {
      ++changes_.nameless;
      return;
    }
    auto id = free_id(item, keys);
    if (!id) return;
    auto& episode = changes_.added.emplace_back();
    episode.id = *std::move(id);
    episode.show_id = options_.show_id;
    episode.feed_id = options_.feed_id;
    episode.first_seen = options_.now;
    episode.published = options_.now;
    update(episode, std::move(item), published_, keys.guid.text);
    index_.add_new(episode, keys);
  }

  // Of the guid, else of the enclosure, else of the title; more keys where another episode has that id already.
  std::optional<std::string> free_id(const PublishedItem& item, const ItemKeys& keys) const {
    const std::string_view show = options_.show_id, feed = options_.feed_id;
    const auto& [guid, enclosure, title] = keys;
    const auto first = (!guid.empty() ? guid : !enclosure.empty() ? enclosure : title).text;
    auto id = make_id("ep", {show, first.empty() ? std::string_view(item.link) : first});
    if (index_.has_id(id)) id = make_id("ep", {show, feed, first});
    if (index_.has_id(id)) id = make_id("ep", {show, feed, first, enclosure.text, title.text, item.published_raw});
    return index_.has_id(id) ? std::nullopt : std::optional{std::move(id)};
  }

  // On first following only the newest few are taken.
  void keep_newest() {
    auto& added = changes_.added;
    std::vector<std::size_t> order(added.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::size_t n) { return added[n].published; });
    for (std::size_t rank = options_.newest; rank < order.size(); ++rank) {
      added[order[rank]].state = EpisodeState::listed;
      added[order[rank]].reason = before_following;
    }
  }

  // What is older than everything in the document has only rolled off its end.
  void mark_gone() {
    for (std::size_t n = 0; n < known_.size(); ++n) {
      const auto& episode = known_[n];
      if (seen_[n] || episode.gone || episode.feed_id != options_.feed_id || !oldest_ || episode.published <= *oldest_)
        continue;
      changes_.gone.push_back(episode);
      changes_.gone.back().gone = true;
    }
  }

  const std::vector<Episode>& known_;
  PublishedFeed& published_;  // its items go one by one
  const ReconcileOptions& options_;
  std::optional<Time> oldest_;
  KeyTexts texts_;
  std::vector<ItemKeys> keys_;
  EpisodeIndex index_;
  std::vector<bool> seen_;
  Changes changes_;
};

}  // namespace

Changes reconcile(const std::vector<Episode>& known, PublishedFeed&& published, const ReconcileOptions& options) {
  return Reconciler(known, published, options).run();
}

}  // namespace pith::episode
