// Which known episode a published item is. Internal to stages/episode; reconcile.h tells the rules.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory_resource>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/episode.h"
#include "domain/feed.h"

namespace pith::episode {

// A text to be looked up, with its hash, which is made once.
struct Key {
  Key() = default;
  explicit Key(std::string_view of);
  bool empty() const { return text.empty(); }
  bool operator==(const Key& other) const { return hash == other.hash && text == other.text; }

  std::string_view text;
  std::uint32_t hash = 0;
};

// What of an item tells who it is.
struct ItemKeys {
  Key guid;       // empty where it identifies nothing
  Key enclosure;  // comparable; tracking prefixes and volatile tokens gone
  Key title;      // folded
};

// Owns the texts of keys, side by side: a document has thousands of them, all needed to the end.
class KeyTexts {
 public:
  Key keep(std::string_view text);

 private:
  std::pmr::monotonic_buffer_resource memory_;
};

// The keys of every item of a document, in its order. A guid that unlike items share is left empty.
std::vector<ItemKeys> keys_of(const PublishedFeed& published, KeyTexts& texts);

// The address of an enclosure without what changes while the audio stays: tokens, and the trackers before the real
// host.
std::string comparable_enclosure(std::string_view url);

// Places by key, those of one key in the order of add(); an empty key has none. The keys' texts must outlive it. A
// hash table in two arrays: a document has thousands of keys, and they are looked up once or twice.
class PlacesByKey {
 public:
  explicit PlacesByKey(std::size_t expected = 0);
  bool add(const Key& key, std::size_t place);  // whether the key is new
  bool contains(const Key& key) const;
  // The first place under the key of which `test` holds.
  template <class Test>
  std::optional<std::size_t> find_if(const Key& key, Test test) const {
    if (key.empty()) return std::nullopt;
    for (auto n = slots_[slot_of(key)]; n != none; n = links_[n].next)
      if (test(links_[n].place)) return links_[n].place;
    return std::nullopt;
  }

 private:
  static constexpr std::uint32_t none = static_cast<std::uint32_t>(-1);
  struct Link {
    Key key;
    std::uint32_t place, next;
    std::uint32_t last;  // of its key, where it is the first
  };
  std::size_t slot_of(const Key& key) const;  // the key's, else the free one it would take
  void grow();

  std::vector<std::uint32_t> slots_;  // the first link of a key, at its hash or behind; their number is a power of two
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
  bool has_id(std::string_view id) const { return ids_.contains(Key(id)); }

 private:
  struct Known {
    Key enclosure;
    Key title;
    std::string_view published_raw;
    bool untitled;  // its title is made up
    bool in_feed;
    bool has_guid;
    bool in_document;  // under one of its guids
  };

  static bool same_title(const Known& known, const ItemKeys& keys) {
    return known.title == keys.title || (known.untitled && keys.title.empty());
  }
  void add(const Known& known, std::string_view id);
  bool is_in_document(const Key& guid);
  std::optional<std::size_t> by_guid(const ItemKeys& keys) const;
  std::optional<std::size_t> by_enclosure(const ItemKeys& keys) const;
  std::optional<std::size_t> by_title(const ItemKeys& keys, const PublishedItem& item) const;

  std::string_view feed_id_;
  const std::vector<ItemKeys>& document_;
  PlacesByKey document_guids_;  // filled when the first known episode comes
  bool guids_filled_ = false;
  std::vector<Known> known_;
  KeyTexts texts_;  // of known episodes
  PlacesByKey guids_, enclosures_, titles_, ids_;
};

}  // namespace pith::episode
