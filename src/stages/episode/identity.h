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
#include "stages/episode/sameness.h"

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

struct DocumentKeys {
  std::vector<ItemKeys> items;  // in the document's order
  PlacesByKey whole_addresses;  // comparable enclosures too coarse for this document: the whole address is the key
};

// A guid that unlike items share is left empty.
DocumentKeys keys_of(const PublishedFeed& published, KeyTexts& texts);

// Finds episodes by the keys of items. Episodes are named by their index in the order of add(); what is given here must
// outlive it and stay in its place.
class EpisodeIndex {
 public:
  EpisodeIndex(std::string_view feed_id, const DocumentKeys& document);

  void add_known(const Episode& episode);
  // One just made of an item of the document, which must stay in its place, too.
  void add_new(const Episode& episode, const ItemKeys& keys);
  std::optional<std::size_t> find(const ItemKeys& keys, const PublishedItem& item) const;
  std::optional<std::size_t> find_id(std::string_view id) const;
  bool has_id(std::string_view id) const { return ids_.contains(Key(id)); }
  // Whether an episode of the feed, other than that at `place`, goes by this guid.
  bool is_of_another(const Key& guid, std::optional<std::size_t> place) const;

 private:
  struct Known {
    Key enclosure;
    Key title;
    SaidDate date;
    std::string_view link;
    bool untitled = false;  // its title is made up
    bool in_feed = false;
    bool has_guid = false;
    bool has_item_of_guid = false;   // the document has an item under one of its guids
    bool has_item_of_audio = false;  // the document has an item with its enclosure
  };
  struct Sought {
    const ItemKeys& keys;
    SaidDate date;
    std::string_view link;
  };

  static bool same_title(const Known& known, const ItemKeys& keys) {
    return known.title == keys.title || (known.untitled && keys.title.empty());
  }
  static bool same_audio(const Known& known, const ItemKeys& keys);
  static bool other_title(const Known& known, const ItemKeys& keys);
  static bool is_another(const Known& known, const Sought& sought);
  void add(const Known& known, std::string_view id);
  void note_document();
  Key enclosure_of(const Episode& episode);
  std::optional<std::size_t> by_guid(const Sought& sought) const;
  std::optional<std::size_t> by_enclosure(const Sought& sought) const;
  std::optional<std::size_t> by_title(const Sought& sought) const;

  std::string_view feed_id_;
  const DocumentKeys& document_;
  PlacesByKey document_guids_, document_enclosures_;  // filled when the first known episode comes
  bool document_noted_ = false;
  std::vector<Known> known_;
  KeyTexts texts_;  // of known episodes
  PlacesByKey guids_, enclosures_, titles_, ids_;
};

}  // namespace pith::episode
