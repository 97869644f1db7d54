#include "stages/brief/repeats.h"

#include <algorithm>

namespace pith::brief {
namespace {

bool overlap(const Quote& a, const Quote& b) {
  const bool in_cues = a.cues.first <= b.cues.last && b.cues.first <= a.cues.last;
  const bool in_time = a.start < b.end && b.start < a.end;
  return in_cues || in_time;
}

// The other end of an insight's link.
std::string_view other_end(const Link& link, std::string_view insight_id) {
  return link.from == insight_id ? link.to : link.from;
}

}  // namespace

bool share_a_cue(const Insight& a, const Insight& b) {
  if (a.episode_id != b.episode_id) return false;
  return std::ranges::any_of(a.evidence, [&](const Quote& quote) {
    return std::ranges::any_of(b.evidence, [&](const Quote& other) { return overlap(quote, other); });
  });
}

Told::Told(std::span<const Insight> insights) {
  items_.reserve(insights.size());
  for (const Insight& insight : insights) add(insight);
}

void Told::add(const Insight& insight) {
  items_.push_back({&insight, text::WordBag(insight.text)});
  ids_.insert(insight.id);
}

bool Told::repeats(const Candidate& candidate, double likeness_limit) const {
  const Insight& insight = candidate.insight;
  if (holds(insight.id)) return true;
  const bool linked = std::ranges::any_of(candidate.links, [&](const Link& link) {
    const bool close = link.kind == LinkKind::restates || link.score >= likeness_limit;
    return close && holds(other_end(link, insight.id));
  });
  if (linked) return true;
  const text::WordBag words(insight.text);
  return std::ranges::any_of(items_, [&](const Item& item) {
    return share_a_cue(*item.insight, insight) || rouge1_f1(item.words, words) >= kSameWords;
  });
}

}  // namespace pith::brief
