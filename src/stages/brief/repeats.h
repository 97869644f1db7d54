// What would tell a reader the same thing twice.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "domain/insight.h"
#include "stages/brief/choose.h"
#include "text/similarity.h"

namespace pith::brief {

// Unigram F1 from which two texts have the same words.
inline constexpr double kSameWords = 0.6;

// Whether a cue, or a moment, stands in the evidence of both.
bool share_a_cue(const Insight& a, const Insight& b);

// Insights that a further one must not repeat. Keeps pointers to what is added.
class Told {
 public:
  explicit Told(std::span<const Insight> insights);
  void add(const Insight& insight);
  // `likeness_limit`: links from this likeness on count as repeating, whatever their kind.
  bool repeats(const Candidate& candidate, double likeness_limit) const;
  bool holds(std::string_view insight_id) const { return ids_.contains(insight_id); }

 private:
  struct Item {
    const Insight* insight;
    text::WordBag words;
  };
  std::vector<Item> items_;
  std::unordered_set<std::string_view> ids_;
};

}  // namespace pith::brief
