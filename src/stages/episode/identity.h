// Which known episode a published item is. Internal to stages/episode; reconcile.h tells the rules.
#pragma once

#include <cstddef>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "domain/episode.h"
#include "domain/feed.h"

namespace pith::episode {

// What of an item tells who it is.
struct ItemKeys {
  std::string guid;       // empty where it identifies nothing
  std::string enclosure;  // comparable; tracking prefixes and volatile tokens gone
  std::string title;      // folded
};

// The keys of every item of a document, in its order. A guid that unlike items share is left empty.
std::vector<ItemKeys> keys_of(const PublishedFeed& published);

// The address of an enclosure without what changes while the audio stays: tokens, and the trackers before the real
// host.
std::string comparable_enclosure(std::string_view url);

// Places by key, those of one key in the order of add(). The keys' texts must outlive it.
class PlacesByKey {
 public:
  void reserve(std::size_t count) { ends_.reserve(count); }
  void add(std::string_view key, std::size_t place);
  // The first place under the key of which `test` holds.
  template <class Test>
  std::optional<std::size_t> find_if(std::string_view key, Test test) const {
    const auto found = key.empty() ? ends_.end() : ends_.find(key);
    if (found == ends_.end()) return std::nullopt;
    for (auto link = found->second.first; link != none; link = links_[link].next)
      if (test(links_[link].place)) return links_[link].place;
    return std::nullopt;
  }

 private:
  static constexpr std::size_t none = static_cast<std::size_t>(-1);
  struct Ends {
    std::size_t first, last;
  };
  struct Link {
    std::size_t place, next;
  };
  std::unordered_map<std::string_view, Ends> ends_;
  std::vector<Link> links_;
};

// Finds episodes by the keys of items. Episodes are named by their index in the order of add(); what is given here must
// outlive it and stay in its place.
class EpisodeIndex {
 public:
  EpisodeIndex(std::string_view feed_id, const std::vector<ItemKeys>& document);

  void add_known(const Episode& episode);
  // One just made of an item of the document, which must stay in its place, too.
  void add_new(const Episode& episode, const ItemKeys& keys);
  std::optional<std::size_t> find(const ItemKeys& keys, const PublishedItem& item) const;
  bool has_id(std::string_view id) const { return ids_.contains(id); }

 private:
  struct Known {
    std::string_view enclosure;
    std::string_view title;
    std::string_view published_raw;
    bool in_feed;
    bool has_guid;
    bool in_document;  // under one of its guids
  };

  void add(const Known& known, std::string_view id);
  bool is_in_document(std::string_view guid);
  std::optional<std::size_t> by_guid(const ItemKeys& keys) const;
  std::optional<std::size_t> by_enclosure(const ItemKeys& keys) const;
  std::optional<std::size_t> by_title(const ItemKeys& keys, const PublishedItem& item) const;

  std::string_view feed_id_;
  const std::vector<ItemKeys>& document_;
  std::unordered_set<std::string_view> document_guids_;  // filled when the first known episode comes
  bool guids_filled_ = false;
  std::unordered_set<std::string_view> ids_;
  std::vector<Known> known_;
  std::deque<ItemKeys> owned_;  // keys of known episodes
  PlacesByKey guids_, enclosures_, titles_;
};

}  // namespace pith::episode
