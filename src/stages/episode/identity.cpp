#include "stages/episode/identity.h"

#include <algorithm>
#include <array>
#include <bit>
#include <functional>
#include <unordered_map>
#include <utility>

#include "base/url.h"
#include "domain/untitled.h"
#include "stages/episode/sameness.h"
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

// The address as it is, but for its scheme.
std::string_view whole_address(std::string_view url) {
  const auto at = url.find("//");
  return at == npos ? url : url.substr(at + 2);
}

SaidDate date_of(const PublishedItem& item) { return {item.published, item.published_raw}; }

// What is dated by its first sight has no date of its own: it was clamped, or there was none to read.
SaidDate date_of(const Episode& episode) {
  const bool is_own = !episode.published_raw.empty() && episode.published < episode.first_seen;
  return {is_own ? std::optional{episode.published} : std::nullopt, episode.published_raw};
}

// The keys of a document's items while they are made.
class KeyMaker {
 public:
  KeyMaker(const PublishedFeed& published, KeyTexts& texts) : items_(published.items), texts_(texts) {}

  DocumentKeys make() {
    keys_.items.reserve(items_.size());
    for (const auto& item : items_)
      keys_.items.push_back({texts_.keep(item.guid),
                             item.audio.url.empty() ? Key{} : texts_.keep(comparable_enclosure(item.audio.url)),
                             texts_.keep(text::fold_for_comparison(item.title))});
    tell_addresses_apart();
    distrust_shared_guids();
    return std::move(keys_);
  }

 private:
  using Places = std::vector<std::size_t>;

  // The places of every key that several items have.
  std::vector<Places> shared(Key ItemKeys::* which) const {
    PlacesByKey seen(keys_.items.size());
    const auto is_repeated = [&](const ItemKeys& keys) { return !(keys.*which).empty() && !seen.add(keys.*which, 0); };
    if (std::ranges::none_of(keys_.items, is_repeated)) return {};
    std::unordered_map<std::string_view, Places> by_key;
    for (std::size_t n = 0; n < keys_.items.size(); ++n)
      if (const auto& key = keys_.items[n].*which; !key.empty()) by_key[key.text].push_back(n);
    std::vector<Places> out;
    for (auto& [key, places] : by_key)
      if (places.size() > 1) out.push_back(std::move(places));
    return out;
  }

  // What was taken for a token chooses the file, where it tells items of other titles apart.
  void tell_addresses_apart() {
    for (const auto& places : shared(&ItemKeys::enclosure)) {
      const auto first = places.front();
      const auto is_other = [&](std::size_t n) {
        return whole_address(items_[n].audio.url) != whole_address(items_[first].audio.url) &&
               !near_titles(keys_.items[n].title.text, keys_.items[first].title.text);
      };
      if (std::ranges::none_of(places, is_other)) continue;
      keys_.whole_addresses.add(keys_.items[first].enclosure, 0);
      for (const auto n : places) keys_.items[n].enclosure = texts_.keep(whole_address(items_[n].audio.url));
    }
  }

  void distrust_shared_guids() {
    for (const auto& places : shared(&ItemKeys::guid)) {
      const auto first = places.front();
      if (std::ranges::all_of(places, [&](std::size_t n) { return alike(n, first); })) continue;
      for (const auto n : places) keys_.items[n].guid = {};
    }
  }

  // Two items under one guid that may well be one episode: an edit, or the members' cut beside the public one.
  bool alike(std::size_t n, std::size_t other) const {
    const auto &a = keys_.items[n], &b = keys_.items[other];
    if (!a.enclosure.empty() && a.enclosure == b.enclosure) return true;
    const auto one = a.title.text, two = b.title.text;
    if (one.empty() || two.empty()) return one == two;
    if (!a.enclosure.empty() && !b.enclosure.empty() && !same_date(date_of(items_[n]), date_of(items_[other])))
      return near_titles(one, two);
    return one.contains(two) || two.contains(one) || text::jaccard(one, two) >= 0.5;
  }

  const Chunked<PublishedItem>& items_;
  KeyTexts& texts_;
  DocumentKeys keys_;
};

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

DocumentKeys keys_of(const PublishedFeed& published, KeyTexts& texts) { return KeyMaker(published, texts).make(); }

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

EpisodeIndex::EpisodeIndex(std::string_view feed_id, const DocumentKeys& document)
    : feed_id_(feed_id),
      document_(document),
      guids_(document.items.size()),
      enclosures_(document.items.size()),
      titles_(document.items.size()),
      ids_(document.items.size()) {
  known_.reserve(document.items.size());
}

void EpisodeIndex::note_document() {
  if (std::exchange(document_noted_, true)) return;
  for (const auto& keys : document_.items) {
    document_guids_.add(keys.guid, 0);
    document_enclosures_.add(keys.enclosure, 0);
  }
}

Key EpisodeIndex::enclosure_of(const Episode& episode) {
  const auto& url = episode.audio.url;
  if (url.empty()) return {};
  const auto plain = comparable_enclosure(url);
  return texts_.keep(document_.whole_addresses.contains(Key(plain)) ? whole_address(url) : plain);
}

void EpisodeIndex::add_known(const Episode& episode) {
  note_document();
  Known known{.enclosure = enclosure_of(episode),
              .title = texts_.keep(text::fold_for_comparison(episode.title)),
              .date = date_of(episode),
              .link = episode.link,
              .untitled = is_untitled(episode),
              .in_feed = episode.feed_id == feed_id_,
              .has_guid = !episode.guid.empty()};
  known.has_item_of_audio = document_enclosures_.contains(known.enclosure);
  const auto add_guid = [&](const std::string& guid) {
    const Key key(guid);
    guids_.add(key, known_.size());
    known.has_item_of_guid = known.has_item_of_guid || document_guids_.contains(key);
  };
  add_guid(episode.guid);
  std::ranges::for_each(episode.aliases, add_guid);
  add(known, episode.id);
}

void EpisodeIndex::add_new(const Episode& episode, const ItemKeys& keys) {
  guids_.add(keys.guid, known_.size());
  add({.enclosure = keys.enclosure,
       .title = keys.title,
       .date = date_of(episode),
       .link = episode.link,
       .untitled = keys.title.empty(),
       .in_feed = true,
       .has_guid = !keys.guid.empty(),
       .has_item_of_guid = !keys.guid.empty(),
       .has_item_of_audio = !keys.enclosure.empty()},
      episode.id);
}

void EpisodeIndex::add(const Known& known, std::string_view id) {
  enclosures_.add(known.enclosure, known_.size());
  titles_.add(known.title, known_.size());
  ids_.add(Key(id), known_.size());
  known_.push_back(known);
}

std::optional<std::size_t> EpisodeIndex::find(const ItemKeys& keys, const PublishedItem& item) const {
  const Sought sought{keys, date_of(item), item.link};
  if (const auto place = by_guid(sought)) return place;
  if (const auto place = by_enclosure(sought)) return place;
  return by_title(sought);
}

std::optional<std::size_t> EpisodeIndex::find_id(std::string_view id) const {
  return ids_.find_if(Key(id), [](std::size_t) { return true; });
}

bool EpisodeIndex::is_of_another(const Key& guid, std::optional<std::size_t> place) const {
  return guids_.find_if(guid, [&](std::size_t n) { return n != place && known_[n].in_feed; }).has_value();
}

bool EpisodeIndex::same_audio(const Known& known, const ItemKeys& keys) {
  return !keys.enclosure.empty() && known.enclosure == keys.enclosure;
}

bool EpisodeIndex::other_title(const Known& known, const ItemKeys& keys) {
  return !known.untitled && !keys.title.empty() && !near_titles(known.title.text, keys.title.text);
}

// Title, audio and date are all another's: no edit, no new upload and no correction changes the three at once. Of a
// date that was clamped, the text tells.
bool EpisodeIndex::is_another(const Known& known, const Sought& sought) {
  const bool other_audio =
      !known.enclosure.empty() && !sought.keys.enclosure.empty() && !same_audio(known, sought.keys);
  const auto &was = known.date, &is = sought.date;
  const bool redated = was.at ? other_date(was, is) : is.at && !was.raw.empty() && was.raw != is.raw;
  return other_audio && redated && other_title(known, sought.keys);
}

std::optional<std::size_t> EpisodeIndex::by_guid(const Sought& sought) const {
  std::optional<std::size_t> own, other;
  const auto sure = guids_.find_if(sought.keys.guid, [&](std::size_t place) {
    const auto& known = known_[place];
    const bool agrees = same_title(known, sought.keys) || same_audio(known, sought.keys);
    if (known.in_feed && !own && !is_another(known, sought)) own = place;
    if (!known.in_feed && !other && agrees) other = place;
    return known.in_feed && agrees;
  });
  return sure ? sure : own ? own : other;
}

std::optional<std::size_t> EpisodeIndex::by_enclosure(const Sought& sought) const {
  const auto& keys = sought.keys;
  std::optional<std::size_t> nameless, renamed;
  const auto named = enclosures_.find_if(keys.enclosure, [&](std::size_t place) {
    const auto& known = known_[place];
    const bool lacks_guid = keys.guid.empty() || !known.has_guid;
    const bool redated = other_date(known.date, sought.date);
    if (!nameless && lacks_guid && !(redated && other_title(known, keys))) nameless = place;
    if (!renamed && !known.has_item_of_guid && same_date(known.date, sought.date)) renamed = place;
    return same_title(known, keys) && !(redated && known.in_feed && !lacks_guid);
  });
  return named ? named : nameless ? nameless : renamed;
}

// An item whose guid and enclosure are both new, or missing: the same title at the same time, where the document has
// neither the episode's guid nor its audio any more.
std::optional<std::size_t> EpisodeIndex::by_title(const Sought& sought) const {
  const bool nothing_else = sought.keys.guid.empty() && sought.keys.enclosure.empty();
  return titles_.find_if(sought.keys.title, [&](std::size_t place) {
    const auto& known = known_[place];
    const bool is_missed = !known.has_item_of_guid && !known.has_item_of_audio;
    if (is_missed && same_date(known.date, sought.date)) return true;
    return nothing_else && known.enclosure.empty() && !known.has_guid &&
           (known.link == sought.link || !other_date(known.date, sought.date));
  });
}

}  // namespace pith::episode
