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
  std::string text;                    // the sentences joined, "[…]" where some were left out: 25-75 words
  std::vector<std::string> sentences;  // tidied; the first, and one after a gap, without its lead
  std::vector<std::size_t> cues;       // the cue of each sentence, rising
};

// The sentences, in their order, whose text has 25-75 words, does not begin dangling, not after a gap either, and holds
// no filler; none where there are no such.
std::optional<Excerpt> excerpt_of(const Talk& talk, const Passage& passage, std::span<const float> cue_scores);

}  // namespace pith::insight
