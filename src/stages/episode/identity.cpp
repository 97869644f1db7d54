#include "stages/episode/identity.h"

#include <algorithm>
#include <array>
#include <bit>
#include <functional>
#include <unordered_map>
#include <utility>

#include "base/url.h"
#include "domain/untitled.h"
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
  auto end = npos;  // of the segment under way; the one behind the last slash has no path after it
  for (auto at = std::min(url.find('?'), url.size()); at > 0; --at) {
    if (url[at - 1] != '/') continue;
    if (end != npos && looks_like_host(url.substr(at, end - at))) return url.substr(at);
    end = at - 1;
  }
  return url;
}

// Two items under one guid that may well be one episode: an edit, or the members' cut beside the public one.
bool alike(const ItemKeys& a, const ItemKeys& b) {
  if (!a.enclosure.empty() && a.enclosure == b.enclosure) return true;
  const auto one = a.title.text, other = b.title.text;
  if (one.empty() || other.empty()) return one == other;
  return one.contains(other) || other.contains(one) || text::jaccard(one, other) >= 0.5;
}

bool any_shared_guid(const std::vector<ItemKeys>& all) {
  PlacesByKey seen(all.size());
  return std::ranges::any_of(all, [&](const ItemKeys& keys) { return !keys.guid.empty() && !seen.add(keys.guid, 0); });
}

void distrust_shared_guids(std::vector<ItemKeys>& all) {
  if (!any_shared_guid(all)) return;
  std::unordered_map<std::string_view, std::vector<std::size_t>> by_guid;
  for (std::size_t n = 0; n < all.size(); ++n)
    if (!all[n].guid.empty()) by_guid[all[n].guid.text].push_back(n);
  for (const auto& [guid, places] : by_guid) {
    const auto& first = all[places.front()];
    if (std::ranges::all_of(places, [&](std::size_t n) { return alike(all[n], first); })) continue;
    for (const auto n : places) all[n].guid = {};
  }
}

}  // namespace

std::string comparable_enclosure(std::string_view url) {
  auto plain = comparable_url(url);
  plain.erase(0, plain.size() - without_trackers(plain).size());
  return plain;
}

Key::Key(std::string_view of) : text(of), hash(static_cast<std::uint32_t>(std::hash<std::string_view>{}(of))) {}

Key KeyTexts::keep(std::string_view text) {
  if (text.empty()) return {};
  auto* place = static_cast<char*>(memory_.allocate(text.size(), 1));
  text.copy(place, text.size());
  return Key({place, text.size()});
}

std::vector<ItemKeys> keys_of(const PublishedFeed& published, KeyTexts& texts) {
  std::vector<ItemKeys> all;
  all.reserve(published.items.size());
  for (const auto& item : published.items)
    all.push_back({texts.keep(item.guid),
                   item.audio.url.empty() ? Key{} : texts.keep(comparable_enclosure(item.audio.url)),
                   texts.keep(text::fold_for_comparison(item.title))});
  distrust_shared_guids(all);
  return all;
}

PlacesByKey::PlacesByKey(std::size_t expected) : slots_(std::bit_ceil(std::max<std::size_t>(2 * expected, 8)), none) {
  links_.reserve(expected);
}

std::size_t PlacesByKey::slot_of(const Key& key) const {
  const auto mask = slots_.size() - 1;
  for (auto slot = key.hash & mask;; slot = (slot + 1) & mask)
    if (slots_[slot] == none || links_[slots_[slot]].key == key) return slot;
}

bool PlacesByKey::contains(const Key& key) const {
  return find_if(key, [](std::size_t) { return true; }).has_value();
}

bool PlacesByKey::add(const Key& key, std::size_t place) {
  if (key.empty()) return false;
  if (2 * (links_.size() + 1) > slots_.size()) grow();
  const auto added = static_cast<std::uint32_t>(links_.size());
  auto& first = slots_[slot_of(key)];
  const bool is_new = first == none;
  if (is_new)
    first = added;
  else
    links_[std::exchange(links_[first].last, added)].next = added;
  links_.push_back({key, static_cast<std::uint32_t>(place), none, added});
  return is_new;
}

void PlacesByKey::grow() {
  std::vector<std::uint32_t> firsts(2 * slots_.size(), none);
  std::swap(slots_, firsts);
  for (const auto first : firsts)
    if (first != none) slots_[slot_of(links_[first].key)] = first;
}

EpisodeIndex::EpisodeIndex(std::string_view feed_id, const std::vector<ItemKeys>& document)
    : feed_id_(feed_id),
      document_(document),
      guids_(document.size()),
      enclosures_(document.size()),
      titles_(document.size()),
      ids_(document.size()) {
  known_.reserve(document.size());
}

bool EpisodeIndex::is_in_document(const Key& guid) {
  if (!std::exchange(guids_filled_, true))
    for (const auto& keys : document_) document_guids_.add(keys.guid, 0);
  return document_guids_.contains(guid);
}

void EpisodeIndex::add_known(const Episode& episode) {
  const auto& audio = episode.audio.url;
  Known known{.enclosure = audio.empty() ? Key{} : texts_.keep(comparable_enclosure(audio)),
              .title = texts_.keep(text::fold_for_comparison(episode.title)),
              .published_raw = episode.published_raw,
              .untitled = is_untitled(episode),
              .in_feed = episode.feed_id == feed_id_,
              .has_guid = !episode.guid.empty(),
              .in_document = false};
  const auto add_guid = [&](const std::string& guid) {
    const Key key(guid);
    guids_.add(key, known_.size());
    known.in_document = known.in_document || is_in_document(key);
  };
  add_guid(episode.guid);
  std::ranges::for_each(episode.aliases, add_guid);
  add(known, episode.id);
}

void EpisodeIndex::add_new(const Episode& episode, const ItemKeys& keys) {
  guids_.add(keys.guid, known_.size());
  add({.enclosure = keys.enclosure,
       .title = keys.title,
       .published_raw = episode.published_raw,
       .untitled = keys.title.empty(),
       .in_feed = true,
       .has_guid = !keys.guid.empty(),
       .in_document = !keys.guid.empty()},
      episode.id);
}

void EpisodeIndex::add(const Known& known, std::string_view id) {
  enclosures_.add(known.enclosure, known_.size());
  titles_.add(known.title, known_.size());
  ids_.add(Key(id), known_.size());
  known_.push_back(known);
}

std::optional<std::size_t> EpisodeIndex::find(const ItemKeys& keys, const PublishedItem& item) const {
  if (const auto place = by_guid(keys)) return place;
  if (const auto place = by_enclosure(keys)) return place;
  return by_title(keys, item);
}

std::optional<std::size_t> EpisodeIndex::by_guid(const ItemKeys& keys) const {
  std::optional<std::size_t> other;
  const auto own = guids_.find_if(keys.guid, [&](std::size_t place) {
    const auto& known = known_[place];
    const bool alike = same_title(known, keys) || (!keys.enclosure.empty() && known.enclosure == keys.enclosure);
    if (!other && alike) other = place;
    return known.in_feed;
  });
  return own ? own : other;
}

std::optional<std::size_t> EpisodeIndex::by_enclosure(const ItemKeys& keys) const {
  std::optional<std::size_t> other;
  const auto named = enclosures_.find_if(keys.enclosure, [&](std::size_t place) {
    if (!other && (keys.guid.empty() || !known_[place].has_guid)) other = place;
    return same_title(known_[place], keys);
  });
  return named ? named : other;
}

// An item whose guid and enclosure are both new, or missing: the same title at the same time, where the episode's own
// guid is no longer in the document.
std::optional<std::size_t> EpisodeIndex::by_title(const ItemKeys& keys, const PublishedItem& item) const {
  const bool nothing_else = keys.guid.empty() && keys.enclosure.empty();
  return titles_.find_if(keys.title, [&](std::size_t place) {
    const auto& known = known_[place];
    const bool same_time = !item.published_raw.empty() && known.published_raw == item.published_raw;
    return (same_time && !known.in_document) || (nothing_else && known.enclosure.empty() && !known.has_guid);
  });
}

}  // namespace pith::episode
