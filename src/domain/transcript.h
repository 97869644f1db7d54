// What was said: cues of about one sentence with time, speaker and words, in order of time.
// Ads and chatter are marked once, by the transcript stage, and nowhere else (invariant 6).
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace pith {

enum class CueKind : std::uint8_t { talk, ad, chatter };

struct Cue {
  std::chrono::milliseconds start{0};
  std::chrono::milliseconds end{0};  // >= start
  int speaker = -1;  // index into Transcript::speakers; -1: unknown speaker, never guessed (invariant 5)
  CueKind kind = CueKind::talk;
  std::string text;  // valid UTF-8, white space folded, no markup, not empty
  bool operator==(const Cue&) const = default;
};

struct Transcript {
  std::vector<std::string> speakers;
  std::vector<Cue> cues;           // a cue is named by its place here, from 0
  std::string language;            // as declared by the file or the feed ("en"), empty if not said
  std::string format;              // vtt srt json html xml text: what the content was
  bool timed = true;               // false: the source had no times; cue times are then estimated from the words
  std::vector<std::string> notes;  // what was mended or is doubtful, for people
  std::string heard_by;            // the recogniser, where Pith heard the audio itself; empty: the publisher's own
  int heard_percent = 0;           // how much of the speech in the audio has words, where it was heard
  bool operator==(const Transcript&) const = default;
};

// A run of cues [first, last], both included.
struct CueRange {
  int first = 0;
  int last = 0;
  bool operator==(const CueRange&) const = default;
};

// The speaker's name, or "unknown speaker".
std::string speaker_name(const Transcript& transcript, const Cue& cue);

}  // namespace pith
