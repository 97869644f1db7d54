// The passages of a talk that are worth keeping: runs of cues of one turn, spread over the episode. Pure.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "stages/insight/talk.h"

namespace pith::insight {

struct Passage {
  std::size_t first = 0;  // cue
  std::size_t cues = 0;
  double score = 0;  // the sum over its cues, each less its cost
  std::size_t end() const { return first + cues; }
};

struct PassageRules {
  std::size_t most_cues = 12;    // as editors take, whose evidence has 9 cues in the middle and 12 at most
  double cue_cost = 0.6;         // so much a cue must be worth to be taken in
  std::size_t least_words = 25;  // as many as its text needs
  std::size_t apart = 6;         // cues between two passages
  std::size_t from_ads = 2;      // cues to an ad: a mark may miss its first and last sentences
  std::size_t most = 12;
};

// Best first, no two nearer than the rules say, none with an ad or chatter in it nor right beside an ad. `keep` is
// asked of each in that order and may refuse it (it then leaves no gap).
std::vector<Passage> choose_passages(const Talk& talk, std::span<const float> cue_scores, const PassageRules& rules,
                                     const std::function<bool(const Passage&)>& keep);

}  // namespace pith::insight
