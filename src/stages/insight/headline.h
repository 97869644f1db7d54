// A headline of at most 12 words: the claim of a text compressed from its own words. Pure.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "stages/insight/background.h"

namespace pith::insight {

struct HeadlineSource {
  std::string sentence;  // tidied
  float score = 0;       // its cue's
};

// The clause, or run of clauses, that says most; words are left out but none is put in and none changes its place.
// Where nothing short stands alone, the beginning of the best sentence with "…".
std::string headline_of(std::span<const HeadlineSource> sentences, const Background& background);

}  // namespace pith::insight
