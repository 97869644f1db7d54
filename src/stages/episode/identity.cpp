#include "stages/episode/identity.h"

#include <algorithm>
#include <array>

#include "base/url.h"
#include "text/similarity.h"
#include "text/utf8.h"

namespace pith::episode {

namespace {

constexpr auto npos = std::string_view::npos;

// "traffic.libsyn.com", not "redirect.mp3" nor "v1.2".
bool looks_like_host(std::string_view segment) {
  constexpr std::array<std::string_view, 6> files = {"mp3", "m4a", "mp4", "ogg", "aac", "wav"};
  const auto dot = segment.rfind('.');
  if (dot == npos || dot == 0 || segment.size() - dot < 3) return false;
  const auto ending = segment.substr(dot + 1);
  return std::ranges::all_of(ending, [](char c) { return c >= 'a' && c <= 'z'; }) &&
         std::ranges::find(files, ending) == files.end();
}

// Of "tracker.com/redirect.mp3/other.fm/e/host.com/a.mp3" "host.com/a.mp3": the last host with a path after it.
std::string_view without_trackers(std::string_view url) {
  const auto query = std::min(url.find('?'), url.size());
  for (auto slash = url.rfind('/', query); slash != npos && slash > 0;) {
    const auto before = url.rfind('/', slash - 1);
    const auto begin = before == npos ? 0 : before + 1;
    if (looks_like_host(url.substr(begin, slash - begin))) return url.substr(begin);
    slash = before;
  }
  return url;
}

// Two items under one guid that may well be one episode: an edit, or the members' cut beside the public one.
bool alike(const ItemKeys& a, const ItemKeys& b) {
  if (!a.enclosure.empty() && a.enclosure == b.enclosure) return true;
  if (a.title.empty() || b.title.empty()) return a.title == b.title;
  return a.title.contains(b.title) || b.title.contains(a.title) || text::jaccard(a.title, b.title) >= 0.5;
}

void distrust_shared_guids(std::vector<ItemKeys>& all) {
  std::unordered_map<std::string, std::vector<std::size_t>> by_guid;
  for (std::size_t n = 0; n < all.size(); ++n)
    if (!all[n].guid.empty()) by_guid[all[n].guid].push_back(n);
  for (const auto& [guid, places] : by_guid) {
    const auto& first = all[places.front()];
    if (std::ranges::all_of(places, [&](std::size_t n) { return alike(all[n], first); })) continue;
    for (const auto n : places) all[n].guid.clear();
  }
}

template <class Map>
const std::vector<std::size_t>& places_of(const Map& map, const std::string& key) {
  static const std::vector<std::size_t> none;
  const auto found = map.find(key);
  return key.empty() || found == map.end() ? none : found->second;
}

}  // namespace

std::string comparable_enclosure(std::string_view url) {
  const auto plain = comparable_url(url);
  return std::string(without_trackers(plain));
}

std::vector<ItemKeys> keys_of(const PublishedFeed& published) {
  std::vector<ItemKeys> all;
  all.reserve(published.items.size());
  for (const auto& item : published.items)
    all.push_back({item.guid, item.audio.url.empty() ? std::string{} : comparable_enclosure(item.audio.url),
                   text::fold_for_comparison(item.title)});
  distrust_shared_guids(all);
  return all;
}

EpisodeIndex::EpisodeIndex(std::string_view feed_id, const std::vector<ItemKeys>& document) : feed_id_(feed_id) {
  for (const auto& keys : document)
    if (!keys.guid.empty()) document_guids_.insert(keys.guid);
}

void EpisodeIndex::add(const Episode& episode) {
  const auto place = known_.size();
  Known known{.feed_id = episode.feed_id,
              .enclosure = episode.audio.url.empty() ? std::string{} : comparable_enclosure(episode.audio.url),
              .title = text::fold_for_comparison(episode.title),
              .has_guid = !episode.guid.empty(),
              .in_document = false,
              .published_raw = episode.published_raw};
  const auto add_guid = [&](const std::string& guid) {
    if (guid.empty()) return;
    guids_[guid].push_back(place);
    known.in_document = known.in_document || document_guids_.contains(guid);
  };
  add_guid(episode.guid);
  std::ranges::for_each(episode.aliases, add_guid);
  if (!known.enclosure.empty()) enclosures_[known.enclosure].push_back(place);
  if (!known.title.empty()) titles_[known.title].push_back(place);
  ids_.insert(episode.id);
  known_.push_back(std::move(known));
}

std::optional<std::size_t> EpisodeIndex::find(const ItemKeys& keys, const PublishedItem& item) const {
  if (const auto place = by_guid(keys)) return place;
  if (const auto place = by_enclosure(keys)) return place;
  return by_title(keys, item);
}

std::optional<std::size_t> EpisodeIndex::by_guid(const ItemKeys& keys) const {
  const auto& places = places_of(guids_, keys.guid);
  for (const auto place : places)
    if (known_[place].feed_id == feed_id_) return place;
  for (const auto place : places)
    if (known_[place].title == keys.title || (!keys.enclosure.empty() && known_[place].enclosure == keys.enclosure))
      return place;
  return std::nullopt;
}

std::optional<std::size_t> EpisodeIndex::by_enclosure(const ItemKeys& keys) const {
  const auto& places = places_of(enclosures_, keys.enclosure);
  for (const auto place : places)
    if (known_[place].title == keys.title) return place;
  for (const auto place : places)
    if (keys.guid.empty() || !known_[place].has_guid) return place;
  return std::nullopt;
}

// An item whose guid and enclosure are both new, or missing: the same title at the same time, where the episode's own
// guid is no longer in the document.
std::optional<std::size_t> EpisodeIndex::by_title(const ItemKeys& keys, const PublishedItem& item) const {
  const bool nothing_else = keys.guid.empty() && keys.enclosure.empty();
  for (const auto place : places_of(titles_, keys.title)) {
    const auto& known = known_[place];
    const bool same_time = !item.published_raw.empty() && known.published_raw == item.published_raw;
    if (same_time && !known.in_document) return place;
    if (nothing_else && known.enclosure.empty() && !known.has_guid) return place;
  }
  return std::nullopt;
}

}  // namespace pith::episode
