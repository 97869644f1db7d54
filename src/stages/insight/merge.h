// Proven insights of several windows as one list: scored, restatements collapsed, best first. Pure and thread-safe.
#pragma once

#include <span>
#include <vector>

#include "domain/insight.h"
#include "domain/transcript.h"

namespace pith::insight {

inline constexpr double same_text = 0.6;  // ROUGE-1 of two texts of one episode from which on they say the same

struct Proven {
  Insight insight;
  int importance = 0;  // 1..5 by the model; 0 where it was not said
  std::size_t window = 0;
};

// What the built-in distiller thinks of the passages that an insight stands on: the best score of its insights that
// share a cue with the evidence; where none does, a little less than its least. Without any insight: nothing.
class BuiltinOpinion {
 public:
  explicit BuiltinOpinion(std::span<const Insight> insights) : insights_(insights) {}
  // The model's importance, which every model uses in its own way, drawn towards the calibrated score. 0..5.
  double mixed(const Proven& proven) const;

 private:
  std::span<const Insight> insights_;
};

struct Merged {
  std::vector<Insight> insights;  // scored, best first
  int restatements = 0;           // that fell
  int surplus = 0;                // beyond `keep`
};

// Of two that say the same (same_text, or of different windows with half of the shorter's cues
// in common) the better stays. At most `keep`.
Merged merge(std::vector<Proven> proven, const BuiltinOpinion& opinion, std::size_t keep);

}  // namespace pith::insight
