#include "store/evidence.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace pith::store {

namespace {

using Milliseconds = std::chrono::milliseconds;
using Span = std::pair<Milliseconds, Milliseconds>;

// The times of the quotes, in order, none overlapping; a quote takes at least a millisecond.
std::vector<Span> spans(const Insight& insight) {
  std::vector<Span> all;
  for (const auto& quote : insight.evidence)
    all.emplace_back(quote.start, std::max(quote.end, quote.start + Milliseconds{1}));
  std::ranges::sort(all);
  std::vector<Span> joined;
  for (const auto& span : all) {
    if (joined.empty() || span.first > joined.back().second) {
      joined.push_back(span);
    } else {
      joined.back().second = std::max(joined.back().second, span.second);
    }
  }
  return joined;
}

}  // namespace

Milliseconds length_of_evidence(const Insight& insight) {
  Milliseconds length{0};
  for (const auto& [start, end] : spans(insight)) length += end - start;
  return length;
}

Milliseconds shared_evidence(const Insight& one, const Insight& other) {
  Milliseconds shared{0};
  const auto theirs = spans(other);
  for (const auto& [start, end] : spans(one))
    for (const auto& [from, to] : theirs)
      shared += std::max(Milliseconds{0}, std::min(end, to) - std::max(start, from));
  return shared;
}

}  // namespace pith::store
