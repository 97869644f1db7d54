// The weights inside a MarkModel. Inside stages/transcript only.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "stages/transcript/mark_features.h"

namespace pith::transcript {

// One kind of mark. A cue is marked where its smoothed score is above 0: the threshold is part of the bias.
struct MarkHead {
  float bias = 0;
  std::array<float, mark_dense> dense{};
  float unit_scale = 0;
  std::vector<std::int8_t> units;  // by bucket: the cue's own words and pairs
  float context_scale = 0;
  std::vector<std::int8_t> context;  // by bucket: the words around it
};

struct MarkWeights {
  MarkHead ads;    // in the file, not used: ad_model.h knows ads better
  MarkHead aside;  // ads and chatter together
};

// Of every cue, not yet smoothed.
std::vector<float> score_cues(const MarkHead& head, const std::vector<MarkFeatures>& features);

}  // namespace pith::transcript
