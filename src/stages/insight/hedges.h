// Words around a claim that are no part of it. Pure and thread-safe.
#pragma once

#include <string_view>

#include "stages/insight/spoken_words.h"

namespace pith::insight {

// Takes what leads a claim ("The truth is", "I think that"); never what denies it ("I don't think that").
void drop_hedges(SpokenWords& words);

// Takes words that say nothing in a headline ("really", "basically").
void drop_weak(SpokenWords& words);

// "I think the biggest problem": begins with a belief, and what follows is no whole clause.
bool belief_without_claim(const SpokenWords& words);

// "think", "found": what a speaker does with a claim.
bool is_belief(std::string_view word);

}  // namespace pith::insight
