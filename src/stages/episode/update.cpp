#include "stages/episode/update.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <string_view>
#include <type_traits>
#include <utility>

#include "base/url.h"
#include "domain/person.h"
#include "domain/untitled.h"
#include "stages/episode/identity.h"

namespace pith::episode {

namespace {

constexpr std::string_view no_transcript = "its feed offers no transcript";
constexpr auto audio_renewed = std::chrono::days{30};  // an older episode's audio address keeps its tokens
constexpr std::string_view nothing_to_hear = "its feed offers neither a transcript nor audio";

bool is_open(const Episode& episode) {
  return episode.state == EpisodeState::waiting || episode.state == EpisodeState::fetching;
}

bool same_links(const std::vector<TranscriptLink>& a, const std::vector<TranscriptLink>& b) {
  return std::ranges::equal(a, b, [](const TranscriptLink& x, const TranscriptLink& y) {
    return comparable_url(x.url) == comparable_url(y.url) && x.type == y.type && x.language == y.language &&
           x.rel == y.rel;
  });
}

// An empty value of an incomplete document says nothing.
template <class T>
void put(T& place, std::type_identity_t<T>&& value, bool complete) {
  if (complete || value != T{}) place = std::move(value);
}

// Whether its transcripts lie elsewhere now. `recent`: its audio address is kept fresh, tokens and all.
bool put_addresses(Episode& episode, PublishedItem& item, bool complete, bool recent) {
  const bool open = is_open(episode);
  const bool renewed = recent && !item.audio.url.empty() && item.audio.url != episode.audio.url;
  if (open || renewed || comparable_enclosure(episode.audio.url) != comparable_enclosure(item.audio.url))
    put(episode.audio, std::move(item.audio), complete);
  const bool moved = (complete || !item.transcripts.empty()) && !same_links(episode.transcripts, item.transcripts);
  if (open || moved) put(episode.transcripts, std::move(item.transcripts), complete);
  return moved;
}

void put_date(Episode& episode, PublishedItem& item) {
  if (item.published) episode.published = std::min(*item.published, episode.first_seen);
  if (!item.published_raw.empty()) episode.published_raw = std::move(item.published_raw);
}

// An item's own persons replace the channel's; where neither has any, its author is one, if that is a person's full
// name.
std::vector<Person> persons_of(PublishedItem& item, const PublishedFeed& feed) {
  if (!item.persons.empty()) return std::move(item.persons);
  if (!feed.persons.empty()) return feed.persons;
  if (item.author == feed.title || person_key(item.author).empty()) return {};
  return {{.name = std::move(item.author), .role = "author"}};
}

// Chapters stand in the item, or in a file that was fetched: those stay until the item names another file. Tokens in
// its address are renewed only while it may still be fetched.
void put_chapters(Episode& episode, PublishedItem& item, bool complete) {
  const bool same_file = comparable_url(item.chapters_url) == comparable_url(episode.chapters_url);
  if (!item.chapters.empty())
    episode.chapters = std::move(item.chapters);
  else if (!same_file)
    put(episode.chapters, {}, complete || !item.chapters_url.empty());
  if (!same_file || is_open(episode)) put(episode.chapters_url, std::move(item.chapters_url), complete);
}

// Only an episode that has no transcript yet moves: where its links change, they are fetched; where they go, it waits.
// What waits although it has links has a reason of its own, and stays.
void put_state(Episode& episode, bool moved) {
  if (!is_open(episode)) return;
  if (episode.transcripts.empty()) {
    if (episode.state == EpisodeState::waiting && !episode.reason.empty()) return;
    episode.state = EpisodeState::waiting;
    episode.reason = episode.audio.url.empty() ? nothing_to_hear : no_transcript;
  } else if (moved) {
    episode.state = EpisodeState::fetching;
    episode.reason.clear();
  }
}

}  // namespace

void note_alias(Episode& episode, std::string guid) {
  if (guid.empty() || guid == episode.guid || std::ranges::find(episode.aliases, guid) != episode.aliases.end()) return;
  if (episode.guid.empty())
    episode.guid = std::move(guid);
  else
    episode.aliases.push_back(std::move(guid));
}

void update(Episode& episode, PublishedItem&& item, const PublishedFeed& feed, std::string_view guid, Time now) {
  const bool recent = now - episode.published <= audio_renewed;
  const bool untitled = item.title.empty() && is_untitled(episode);
  note_alias(episode, item.guid == guid ? std::move(item.guid) : std::string(guid));
  if (!item.title.empty()) episode.title = std::move(item.title);
  put(episode.link, std::move(item.link), feed.complete);
  put(episode.description, std::move(item.description), feed.complete);
  put_date(episode, item);
  if (untitled) episode.title = fallback_title(episode);
  const bool moved = put_addresses(episode, item, feed.complete, recent);
  put(episode.duration, std::optional(item.duration), false);
  put_chapters(episode, item, feed.complete);
  put(episode.soundbites, std::move(item.soundbites), feed.complete);
  put(episode.persons, persons_of(item, feed), feed.complete);
  put(episode.season, std::move(item.season), feed.complete);
  put(episode.number, std::move(item.episode), feed.complete);
  put(episode.image, std::move(item.image), feed.complete);
  episode.gone = false;
  put_state(episode, moved);
}

void complete(Episode& episode, PublishedItem&& item, std::string_view guid) {
  note_alias(episode, std::string(guid));
  if (episode.audio.url.empty()) episode.audio = std::move(item.audio);
  const bool moved = episode.transcripts.empty() && !item.transcripts.empty();
  if (moved) episode.transcripts = std::move(item.transcripts);
  put_state(episode, moved);
}

}  // namespace pith::episode
