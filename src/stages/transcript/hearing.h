// What a recogniser heard, piece by piece, as one Transcript, judged against the audio itself. Pure and thread-safe.
#pragma once

#include <chrono>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/transcript.h"
#include "stages/transcript/speech.h"

namespace pith::transcript {

struct HeardPiece {
  AudioSpan span;      // its place in the audio
  std::string answer;  // WebVTT, SRT or JSON as it came; empty where there was no speech to hear
};

struct HeardAudio {
  std::chrono::milliseconds length{0};
  std::vector<AudioSpan> speech;
  std::string recogniser;  // its name, for people
  std::string language;    // of the show or the settings; the answers' own where it is empty
};

// Speakers are unknown, whatever the answers say (invariant 5). What repeats itself or lies past its piece's end is
// left out and noted. `heard_percent` says how much of the speech has words. Errors (invalid_input), a sentence each:
// an answer that is neither format, no speech in the audio, no words, mostly a repeated phrase, times past the audio,
// or words for less than half of the speech.
Result<Transcript> join_hearing(std::span<const HeardPiece> pieces, const HeardAudio& audio);

// Below this a transcript is marked as heard in part.
constexpr int heard_well = 90;

}  // namespace pith::transcript
