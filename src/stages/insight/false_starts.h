// Words that a speaker gives up for others: "The thing is, the free -- free markets fail". English. Pure.
#pragma once

#include "stages/insight/spoken_words.h"

namespace pith::insight {

// Takes one false start away: words before a dash that what follows says anew, or that come to nothing. What would be
// missed stays: a condition, a denial, what "it" behind the dash means, whatever says something by itself.
bool remove_false_start(SpokenWords& words);

}  // namespace pith::insight
