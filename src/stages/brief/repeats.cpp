#include "stages/brief/repeats.h"

#include <algorithm>

namespace pith::brief {
namespace {

bool overlap(const Quote& a, const Quote& b) {
  const bool in_cues = a.cues.first <= b.cues.last && b.cues.first <= a.cues.last;
  const bool in_time = a.start < b.end && b.start < a.end;
  return in_cues || in_time;
}

}  // namespace

bool share_a_cue(const Insight& a, const Insight& b) {
  if (a.episode_id != b.episode_id) return false;
  return std::ranges::any_of(a.evidence, [&](const Quote& quote) {
    return std::ranges::any_of(b.evidence, [&](const Quote& other) { return overlap(quote, other); });
  });
}

}  // namespace pith::brief
