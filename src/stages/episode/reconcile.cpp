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

class Reconciler {
 public:
  // `given`: the items of `published` where they may be used up.
  Reconciler(const std::vector<Episode>& known, const PublishedFeed& published, std::vector<PublishedItem>* given,
             const ReconcileOptions& options)
      : known_(known),
        published_(published),
        given_(given),
        options_(options),
        keys_(keys_of(published, texts_)),
        index_(options.feed_id, keys_),
        seen_(known.size()) {
    for (const auto& episode : known) index_.add_known(episode);
  }

  Changes run() {
    for (std::size_t n = 0; n < keys_.size(); ++n) take(n);
    if (options_.first_follow) keep_newest();
    if (published_.complete) mark_gone();
    return std::move(changes_);
  }

 private:
  void take(std::size_t n) {
    const auto& item = published_.items[n];
    const auto& keys = keys_[n];
    const auto place = index_.find(keys, item);
    if (!place) return add(n);
    if (*place >= known_.size()) return note_alias(changes_.added[*place - known_.size()], std::string(keys.guid));
    if (seen_[*place]) return;  // a second item of one episode: the first, mostly the newer, counts
    seen_[*place] = true;
    const auto& known = known_[*place];
    auto updated = known.feed_id == options_.feed_id ? update(known, given(n), published_, keys.guid)
                                                     : completed(known, item, keys.guid);
    if (updated != known) changes_.changed.push_back(std::move(updated));
  }

  PublishedItem given(std::size_t n) { return given_ != nullptr ? std::move((*given_)[n]) : published_.items[n]; }

  void add(std::size_t n) {
    const auto& item = published_.items[n];
    const auto& keys = keys_[n];
    if (!published_.complete && keys.guid.empty() && keys.enclosure.empty()) return;
    if (is_nameless(item, keys)) {
      ++changes_.nameless;
      return;
    }
    auto id = free_id(item, keys);
    if (!id) return;
    auto& added = changes_.added;
    if (added.empty()) added.reserve(keys_.size() - n);  // the index looks into them
    Episode episode;
    episode.id = *std::move(id);
    episode.show_id = options_.show_id;
    episode.feed_id = options_.feed_id;
    episode.first_seen = options_.now;
    episode.published = options_.now;
    added.push_back(update(episode, given(n), published_, keys.guid));
    index_.add_new(added.back(), keys);
  }

  // Of the guid, else of the enclosure, else of the title; more keys where another episode has that id already.
  std::optional<std::string> free_id(const PublishedItem& item, const ItemKeys& keys) const {
    const std::string_view show = options_.show_id, feed = options_.feed_id;
    const std::string_view first = !keys.guid.empty()        ? keys.guid
                                   : !keys.enclosure.empty() ? keys.enclosure
                                                             : keys.title;
    auto id = make_id("ep", {show, first.empty() ? std::string_view(item.link) : first});
    if (index_.has_id(id)) id = make_id("ep", {show, feed, first});
    if (index_.has_id(id)) id = make_id("ep", {show, feed, first, keys.enclosure, keys.title, item.published_raw});
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
    std::optional<Time> oldest;
    for (const auto& item : published_.items)
      if (item.published && (!oldest || *item.published < *oldest)) oldest = item.published;
    for (std::size_t n = 0; n < known_.size(); ++n) {
      const auto& episode = known_[n];
      if (seen_[n] || episode.gone || episode.feed_id != options_.feed_id || !oldest || episode.published <= *oldest)
        continue;
      changes_.gone.push_back(episode);
      changes_.gone.back().gone = true;
    }
  }

  const std::vector<Episode>& known_;
  const PublishedFeed& published_;
  std::vector<PublishedItem>* given_;
  const ReconcileOptions& options_;
  KeyTexts texts_;
  std::vector<ItemKeys> keys_;
  EpisodeIndex index_;
  std::vector<bool> seen_;
  Changes changes_;
};

}  // namespace

Changes reconcile(const std::vector<Episode>& known, const PublishedFeed& published, const ReconcileOptions& options) {
  return Reconciler(known, published, nullptr, options).run();
}

Changes reconcile(const std::vector<Episode>& known, PublishedFeed&& published, const ReconcileOptions& options) {
  return Reconciler(known, published, &published.items, options).run();
}

}  // namespace pith::episode
