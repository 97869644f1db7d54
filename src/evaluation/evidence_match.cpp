#include "evaluation/evidence_match.h"

#include <algorithm>

namespace pith::evaluation {

namespace {
constexpr std::size_t most_cues = 12;
constexpr double slack = 0.05;  // seconds
}  // namespace

CueSet spread(std::span<const CueRange> ranges) {
  CueSet cues;
  for (const auto& range : ranges)
    for (int cue = range.first; cue <= range.last; ++cue) cues.insert(cue);
  return cues;
}

CueSet covered(std::span<const std::pair<double, double>> evidence, const insight::CueTimes& times) {
  CueSet cues;
  for (const auto& [number, time] : times) {
    const double middle = (time.first + time.second) / 2;
    const bool inside = std::ranges::any_of(
        evidence, [&](const auto& span) { return span.first - slack <= middle && middle <= span.second + slack; });
    if (inside) cues.insert(number);
  }
  return cues;
}

std::size_t common(const CueSet& a, const CueSet& b) {
  return static_cast<std::size_t>(std::ranges::count_if(a, [&](int cue) { return b.contains(cue); }));
}

GoldMatcher::GoldMatcher(std::span<const insight::GoldInsight> insights) : insights_(insights) {
  for (const auto& insight : insights) evidence_.push_back(spread(insight.evidence));
}

std::vector<std::size_t> GoldMatcher::matches(const CueSet& cues) const {
  std::vector<std::size_t> found;
  if (cues.empty() || cues.size() > most_cues) return found;
  for (std::size_t place = 0; place < insights_.size(); ++place)
    if (cues.contains(insights_[place].key) || 2 * common(cues, evidence_[place]) >= cues.size())
      found.push_back(place);
  std::ranges::stable_sort(found, std::greater{}, [&](std::size_t place) { return insights_[place].score; });
  return found;
}

std::vector<std::optional<std::size_t>> GoldMatcher::assign(std::span<const CueSet> found) const {
  std::set<std::size_t> used;
  std::vector<std::optional<std::size_t>> own;
  for (const auto& cues : found) {
    own.emplace_back();
    for (const auto place : matches(cues))
      if (used.insert(place).second) {
        own.back() = place;
        break;
      }
  }
  return own;
}

}  // namespace pith::evaluation
