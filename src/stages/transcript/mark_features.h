// What the model of ads and chatter sees of a cue. Inside stages/transcript only; tools/train_marks.py computes the
// same, and one set of figures pins both (mark_features_test.cpp, train_marks_test.py).
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "domain/transcript.h"

namespace pith::transcript {

constexpr std::uint32_t mark_buckets = 1U << 17U;
constexpr std::size_t mark_dense = 16;
constexpr int mark_window = 5;  // cues to either side whose words count as around
constexpr float mark_context_scale = 4;
// Of one head in the model's file: bias, dense, two scales, two tables.
constexpr std::size_t mark_head_bytes = (3 + mark_dense) * sizeof(float) + 2 * std::size_t{mark_buckets};

struct MarkFeatures {
  std::vector<std::uint32_t> words;  // buckets of its different words, ? and ! among them
  std::vector<std::uint32_t> units;  // buckets of its different words and pairs of words
  std::array<float, mark_dense> dense{};
};

std::vector<MarkFeatures> mark_features(const Transcript& transcript);

}  // namespace pith::transcript
