// A transcript as the features see it: words as hashes with what is known of them, cues, turns and speakers. Pure.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "domain/transcript.h"
#include "stages/insight/background.h"

namespace pith::insight {

struct TalkWord {
  std::uint64_t hash = 0;
  WordFacts facts;
};

struct TalkCue {
  std::size_t first_word = 0;
  std::size_t words = 0;
  std::size_t turn = 0;
  bool question = false;
};

// A run of cues of one speaker.
struct Turn {
  std::size_t first = 0;  // cue
  std::size_t cues = 0;
  std::size_t words = 0;
  std::size_t end() const { return first + cues; }
};

struct Talk {
  const Transcript* transcript = nullptr;  // outlives the talk
  std::vector<TalkWord> words;
  std::vector<TalkCue> cues;  // as the transcript's
  std::vector<Turn> turns;

  std::span<const TalkWord> words_of(std::size_t cue) const {
    return {words.data() + cues[cue].first_word, cues[cue].words};
  }
  const Turn& turn_of(std::size_t cue) const { return turns[cues[cue].turn]; }
};

Talk read_talk(const Transcript& transcript, const Background& background);

}  // namespace pith::insight
