#include "stages/brief/terms.h"

#include <algorithm>

namespace pith::brief {
namespace {

constexpr double kSameShow = 0.3;
constexpr double kSharedTopic = 0.3;

}  // namespace

TermValues factors_of(const Standing& standing, const Entry& entry, double interest, const Weights& weights) {
  return {standing.quality,
          standing.today ? 1 : weights.left_over,
          1 - weights.said * std::min(1.0, standing.older),
          1 - weights.told * std::min(1.0, entry.sent),
          1 + interest * (interest > 0 ? weights.pull : weights.push),
          1};
}

double product_of(const TermValues& factors) {
  double product = 1;
  for (const double factor : factors) product *= factor;
  return product;
}

double penalty_of(const Entry& entry, const Weights& weights) {
  return weights.variety * entry.picked + weights.again * static_cast<double>(entry.again);
}

double nearness_by(double likeness, bool same_show, bool shares_topic) {
  return std::min(1.0, likeness + (same_show ? kSameShow : 0) + (shares_topic ? kSharedTopic : 0));
}

}  // namespace pith::brief
