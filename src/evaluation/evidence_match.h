// Which gold insights the evidence of an answer finds. Pure.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <span>
#include <utility>
#include <vector>

#include "stages/insight/gold.h"

namespace pith::evaluation {

using CueSet = std::set<int>;

CueSet spread(std::span<const CueRange> ranges);
// The cues whose middle lies in one of the spans of seconds.
CueSet covered(std::span<const std::pair<double, double>> evidence, const insight::CueTimes& times);
std::size_t common(const CueSet& a, const CueSet& b);

class GoldMatcher {
 public:
  // Keeps a reference: the insights must outlive it.
  explicit GoldMatcher(std::span<const insight::GoldInsight> insights);
  // The insights that these cues find, best score first, of equal ones the first.
  std::vector<std::size_t> matches(const CueSet& cues) const;
  // For each set in order the best insight it finds that none before it took.
  std::vector<std::optional<std::size_t>> assign(std::span<const CueSet> found) const;

 private:
  std::span<const insight::GoldInsight> insights_;
  std::vector<CueSet> evidence_;
};

}  // namespace pith::evaluation
