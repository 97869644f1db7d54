// The dense features of each cue: what kind of words it has, how rare and how new they are, where it stands in its turn
// and its episode, who says it and what comes before and after. Pure; the same for training and for use.
#pragma once

#include <string_view>
#include <vector>

#include "stages/insight/matrix.h"
#include "stages/insight/talk.h"

namespace pith::insight {

// The features' names in order; the model file holds them too, so that a model of other features is not used.
const std::vector<std::string_view>& dense_names();

// One row a cue: counts and shares, scaled by log(1 + x).
Matrix dense_features(const Talk& talk);

// One row a cue: the mean of its words' vectors, rare words counting more; zeros where no word has one.
Matrix meaning_features(const Talk& talk, const Background& background);

}  // namespace pith::insight
