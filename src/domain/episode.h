// An episode as Pith keeps it: one identity, however often its feed changes its mind about the rest.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "domain/feed.h"

namespace pith {

// Where an episode stands on its way to insights. `reason` on the episode says why in a person's words.
enum class EpisodeState {
  listed,       // known, outside what is taken on first following the show: never fetched
  waiting,      // no transcript yet: waits, the reason is shown
  fetching,     // its transcript is due or under way
  transcribed,  // has a transcript, waits to be distilled
  distilled,    // has been distilled (perhaps into no insight)
  undistilled,  // has a transcript that cannot be distilled (language, quality)
};

std::string_view name_of(EpisodeState state);
std::optional<EpisodeState> episode_state_of(std::string_view name);

struct Episode {
  std::string id;  // "ep_" of (show, first guid)
  std::string show_id;
  std::string feed_id;
  std::string guid;                  // the first one seen
  std::vector<std::string> aliases;  // other guids this episode was seen under
  std::string title;
  std::string link;
  std::string description;
  Time published{};  // clamped to first_seen: a future date never blocks or leads
  std::string published_raw;
  Time first_seen{};  // the civil clock at the scan that found it
  Enclosure audio;
  std::optional<std::chrono::seconds> duration;
  std::vector<TranscriptLink> transcripts;
  std::string chapters_url;
  std::vector<Chapter> chapters;
  std::vector<Soundbite> soundbites;  // moments its publisher picked
  std::vector<Person> persons;
  std::string season;
  std::string number;
  std::string image;
  EpisodeState state = EpisodeState::waiting;
  std::string reason;
  bool gone = false;  // no longer in its feed
  bool hidden = false;
  bool operator==(const Episode&) const = default;
};

}  // namespace pith
