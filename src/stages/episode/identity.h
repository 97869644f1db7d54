// Which known episode a published item is. Internal to stages/episode; reconcile.h tells the rules.
#pragma once

#include <cstddef>
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

// Finds episodes by the keys of items. Episodes are named by their index in the order of add().
class EpisodeIndex {
 public:
  EpisodeIndex(std::string_view feed_id, const std::vector<ItemKeys>& document);

  void add(const Episode& episode);
  std::optional<std::size_t> find(const ItemKeys& keys, const PublishedItem& item) const;
  bool has_id(const std::string& id) const { return ids_.contains(id); }

 private:
  struct Known {
    std::string feed_id;
    std::string enclosure;
    std::string title;
    bool has_guid;
    bool in_document;  // under one of its guids
    std::string published_raw;
  };
  using Places = std::unordered_map<std::string, std::vector<std::size_t>>;

  std::optional<std::size_t> by_guid(const ItemKeys& keys) const;
  std::optional<std::size_t> by_enclosure(const ItemKeys& keys) const;
  std::optional<std::size_t> by_title(const ItemKeys& keys, const PublishedItem& item) const;

  std::string feed_id_;
  std::unordered_set<std::string> document_guids_;
  std::unordered_set<std::string> ids_;
  std::vector<Known> known_;
  Places guids_, enclosures_, titles_;
};

}  // namespace pith::episode
