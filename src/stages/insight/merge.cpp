#include "stages/insight/merge.h"

#include <algorithm>
#include <set>
#include <utility>

#include "text/similarity.h"

namespace pith::insight {

namespace {

constexpr double models_share = 0.75;
constexpr double unsaid_importance = 3;
constexpr double beside_the_best = 0.8;  // of the least score, where the built-in one found nothing at that place

bool share_cue(const CueRange& a, const CueRange& b) { return a.first <= b.last && b.first <= a.last; }

bool share_cue(const Insight& a, const Insight& b) {
  return std::ranges::any_of(a.evidence, [&](const Quote& one) {
    return std::ranges::any_of(b.evidence, [&](const Quote& other) { return share_cue(one.cues, other.cues); });
  });
}

std::set<int> cues_of(const Insight& insight) {
  std::set<int> cues;
  for (const auto& quote : insight.evidence)
    for (int cue = quote.cues.first; cue <= quote.cues.last; ++cue) cues.insert(cue);
  return cues;
}

bool share_half(const Insight& a, const Insight& b) {
  const auto one = cues_of(a);
  const auto other = cues_of(b);
  const auto common = std::ranges::count_if(one, [&](int cue) { return other.contains(cue); });
  return 2 * static_cast<std::size_t>(common) >= std::min(one.size(), other.size());
}

bool restates(const Proven& a, const Proven& b) {
  if (text::rouge1_f1(a.insight.text, b.insight.text) >= same_text) return true;
  return a.window != b.window && share_half(a.insight, b.insight);
}

}  // namespace

double BuiltinOpinion::mixed(const Proven& proven) const {
  const double model = proven.importance > 0 ? proven.importance : unsaid_importance;
  if (insights_.empty()) return model;
  double least = insights_.front().score;
  double best = -1;
  for (const auto& insight : insights_) {
    least = std::min(least, insight.score);
    if (share_cue(insight, proven.insight)) best = std::max(best, insight.score);
  }
  const double own = best >= 0 ? best : least * beside_the_best;
  return models_share * model + (1 - models_share) * std::clamp(own, 0.0, 5.0);
}

Merged merge(std::vector<Proven> proven, const BuiltinOpinion& opinion, std::size_t keep) {
  for (auto& one : proven) one.insight.score = opinion.mixed(one);
  std::vector<const Proven*> ranked;  // by score, then in the order given
  for (const auto& one : proven) ranked.push_back(&one);
  std::ranges::sort(ranked, [](const Proven* a, const Proven* b) {
    return std::pair(-a->insight.score, a) < std::pair(-b->insight.score, b);
  });
  Merged merged;
  std::vector<const Proven*> kept;
  for (const auto* one : ranked) {
    if (std::ranges::any_of(kept, [&](const Proven* better) { return restates(*one, *better); })) {
      ++merged.restatements;
      continue;
    }
    if (kept.size() < keep)
      kept.push_back(one);
    else
      ++merged.surplus;
  }
  for (const auto* one : kept) merged.insights.push_back(one->insight);
  return merged;
}

}  // namespace pith::insight
