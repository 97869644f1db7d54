// What would tell a reader the same thing twice.
#pragma once

#include "domain/insight.h"

namespace pith::brief {

// Unigram F1 from which two texts have the same words.
inline constexpr double kSameWords = 0.6;

// Whether a cue, or a moment, stands in the evidence of both.
bool share_a_cue(const Insight& a, const Insight& b);

}  // namespace pith::brief
