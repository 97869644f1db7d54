// The text of an insight: the sentences of a passage that say it best and can stand alone, tidied. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "stages/insight/passages.h"
#include "stages/insight/talk.h"

namespace pith::insight {

struct Excerpt {
  std::size_t first = 0;  // cue
  std::size_t cues = 0;
  std::vector<std::string> sentences;      // tidied, the first without its lead
  std::vector<std::size_t> sentence_cues;  // the cue of each
  std::string text;                        // the same joined: 25-75 words
  std::size_t end() const { return first + cues; }
};

// The best run of the passage's cues whose text has 25-75 words, does not begin dangling and holds no filler; none
// where there is no such run.
std::optional<Excerpt> excerpt_of(const Talk& talk, const Passage& passage, std::span<const float> cue_scores);

}  // namespace pith::insight
