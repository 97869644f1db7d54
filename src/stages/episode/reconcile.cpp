#include "stages/episode/reconcile.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ids.h"
#include "stages/episode/identity.h"
#include "stages/episode/newest.h"
#include "stages/episode/update.h"

namespace pith::episode {

namespace {

constexpr std::string_view before_following = "published before this show was followed";
constexpr std::size_t pinned = 3;  // as many items a feed may keep at its end while others go

bool is_nameless(const PublishedItem& item, const ItemKeys& keys) {
  return keys.guid.empty() && keys.enclosure.empty() && keys.title.empty() && item.link.empty();
}

bool has_only_link(const PublishedItem& item, const ItemKeys& keys) {
  return keys.guid.empty() && keys.enclosure.empty() && keys.title.empty() && !item.link.empty();
}

// How far back the document reaches. A few items at its end may be pinned there, a trailer mostly: at most three of
// them, and fewer than half of all, say nothing of what is gone.
std::optional<Time> reach_of(const PublishedFeed& published) {
  std::vector<Time> dates;
  for (const auto& item : published.items)
    if (item.published) dates.push_back(*item.published);
  if (dates.empty()) return std::nullopt;
  const auto oldest = dates.begin() + static_cast<std::ptrdiff_t>(std::min(pinned, (dates.size() - 1) / 2));
  std::ranges::nth_element(dates, oldest);
  return *oldest;
}

class Reconciler {
 public:
  Reconciler(const std::vector<Episode>& known, PublishedFeed& published, const ReconcileOptions& options)
      : known_(known),
        published_(published),
        options_(options),
        reach_(reach_of(published)),
        keys_(keys_of(published, texts_)),
        index_(options.feed_id, keys_),
        seen_(known.size()) {
    for (const auto& episode : known) index_.add_known(episode);
  }

  Changes run() {
    for (const auto& keys : keys_.items) {
      take(published_.items.front(), keys);
      published_.items.pop_front();
    }
    if (options_.first_follow) keep_newest();
    if (published_.complete) mark_gone();
    return std::move(changes_);
  }

 private:
  void take(PublishedItem& item, const ItemKeys& said) {
    const auto place = find(said, item);
    auto keys = said;
    if (index_.is_of_another(keys.guid, place)) keys.guid = {};
    if (!place) return add(item, keys);
    if (*place >= known_.size()) return note_alias(changes_.added[*place - known_.size()], std::string(keys.guid.text));
    if (seen_[*place]) return;  // a second item of one episode: the first, mostly the newer, counts
    seen_[*place] = true;
    change(known_[*place], item, keys);
  }

  std::optional<std::size_t> find(const ItemKeys& keys, const PublishedItem& item) const {
    if (has_only_link(item, keys)) return index_.find_id(make_id("ep", {options_.show_id, item.link}));
    return index_.find(keys, item);
  }

  void change(const Episode& known, PublishedItem& item, const ItemKeys& keys) {
    auto updated = known;
    if (known.feed_id == options_.feed_id)
      update(updated, std::move(item), published_, keys.guid.text, options_.now);
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
    dates_.push_back(item.published);
    update(episode, std::move(item), published_, keys.guid.text, options_.now);
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
    const auto order = newest_first(changes_.added, dates_, options_.now);
    for (std::size_t rank = options_.newest; rank < order.size(); ++rank) {
      auto& older = changes_.added[order[rank]];
      older.state = EpisodeState::listed;
      older.reason = before_following;
    }
  }

  // What is older than the document reaches has only rolled off its end.
  void mark_gone() {
    for (std::size_t n = 0; n < known_.size(); ++n) {
      const auto& episode = known_[n];
      if (seen_[n] || episode.gone || episode.feed_id != options_.feed_id || !reach_ || episode.published <= *reach_)
        continue;
      changes_.gone.push_back(episode);
      changes_.gone.back().gone = true;
    }
  }

  const std::vector<Episode>& known_;
  PublishedFeed& published_;  // its items go one by one
  const ReconcileOptions& options_;
  std::optional<Time> reach_;
  KeyTexts texts_;
  DocumentKeys keys_;
  EpisodeIndex index_;
  std::vector<bool> seen_;
  std::vector<std::optional<Time>> dates_;  // of each added one, as its item has it
  Changes changes_;
};

}  // namespace

Changes reconcile(const std::vector<Episode>& known, PublishedFeed&& published, const ReconcileOptions& options) {
  return Reconciler(known, published, options).run();
}

}  // namespace pith::episode
