#include "web/player.h"

#include <fmt/format.h>

#include "web/show_text.h"

namespace pith::web {

namespace {

using Millis = std::chrono::milliseconds;

std::string seconds_text(Millis time) { return fmt::format("{:.1f}", std::chrono::duration<double>(time).count()); }

// Of the audio as the transcript knows it; none where neither it nor the feed tells.
std::optional<Millis> length_of(const Playing& playing) {
  if (playing.episode.duration && playing.episode.duration->count() > 0) return *playing.episode.duration;
  if (playing.transcript == nullptr || playing.transcript->cues.empty()) return std::nullopt;
  return playing.transcript->cues.back().end;
}

bool can_be_played(std::string_view url) { return url.starts_with("https://") || url.starts_with("http://"); }

std::string why_silent(const Show& show) {
  return show.is_private ? "This show is private: the address of its audio is not shown here."
                         : "The feed names no audio for this episode.";
}

}  // namespace

void add_player(Page& page, const Playing& playing) {
  const auto& [episode, show, insight, transcript] = playing;
  auto& body = page.body();
  auto& included = body.include("PLAYER", "player.html");
  if (!can_be_played(episode.audio.url)) {
    body.set_if("NO_AUDIO", why_silent(show));
    return;
  }
  page.script("player.js");
  auto& player = included.add("PLAYER");
  player.set("TITLE", insight != nullptr ? insight->headline : episode.title);
  player.set("ARTIST",
             insight != nullptr ? fmt::format("{}, {}", speaker_label(insight->speaker), show.title) : show.title);
  player.set("ALBUM", episode.title).set("AUDIO", episode.audio.url);
  const auto start = insight == nullptr || insight->evidence.empty() ? Millis{} : insight->evidence.front().start;
  player.set("AUDIO_AT", start.count() == 0 ? episode.audio.url : delivery::audio_at(episode.audio.url, start));
  if (const auto length = length_of(playing)) player.set_if("LENGTH", seconds_text(*length));
  if (transcript != nullptr && transcript->timed && !transcript->cues.empty())
    player.set_if("TALK_ENDS", seconds_text(transcript->cues.back().end));
  if (insight == nullptr || insight->evidence.empty()) return;
  const auto& quote = insight->evidence.front();
  player.set_if("FROM", seconds_text(quote.start)).set_if("TO", seconds_text(quote.end));
  player.set_if("READ_ON", links().episode(episode.id));
}

std::string tolerance_of(const Episode& episode, const Transcript& transcript) {
  constexpr auto apart = std::chrono::seconds(90);  // more than music at the end
  if (!transcript.timed)
    return "The transcript has no times; they are estimated from its words, and may be some minutes off.";
  constexpr auto likely = std::chrono::minutes(12);  // more is no advertisement: the transcript breaks off
  const auto longer = episode.duration && !transcript.cues.empty()
                          ? std::chrono::round<std::chrono::seconds>(*episode.duration - transcript.cues.back().end)
                          : std::chrono::seconds(0);
  if (longer >= apart && longer <= likely)
    return fmt::format(
        "Times are the transcript’s. The audio is {} longer than it: where advertisements were put in, the words come "
        "up "
        "to that much later.",
        length_in_words(longer));
  return "Times are the transcript’s. Where the publisher puts other advertisements into the audio, it may run up to a "
         "few minutes apart.";
}

}  // namespace pith::web
