#include "stages/insight/passages.h"

#include <algorithm>

namespace pith::insight {

namespace {

// By cue: may it be quoted?
std::vector<bool> quotable(const Transcript& transcript, std::size_t from_ads) {
  std::vector<bool> may;
  may.reserve(transcript.cues.size());
  for (const auto& cue : transcript.cues) may.push_back(cue.kind == CueKind::talk);
  for (std::size_t n = 0; n < may.size(); ++n) {
    if (transcript.cues[n].kind != CueKind::ad) continue;
    const auto first = n - std::min(n, from_ads);
    const auto end = std::min(n + from_ads + 1, may.size());
    std::fill(may.begin() + static_cast<std::ptrdiff_t>(first), may.begin() + static_cast<std::ptrdiff_t>(end), false);
  }
  return may;
}

// Every run of the rules' length inside one turn and of what may be quoted, with its score; unordered.
std::vector<Passage> candidates(const Talk& talk, std::span<const float> scores, const PassageRules& rules) {
  const auto may = quotable(*talk.transcript, rules.from_ads);
  std::vector<Passage> found;
  found.reserve(talk.cues.size() * rules.most_cues);
  for (std::size_t first = 0; first < talk.cues.size(); ++first) {
    const auto end = std::min(talk.turn_of(first).end(), first + rules.most_cues);
    double score = 0;
    std::size_t words = 0;
    for (auto cue = first; cue < end && may[cue]; ++cue) {
      score += scores[cue] - rules.cue_cost;
      words += talk.cues[cue].words;
      if (words >= rules.least_words) found.push_back({first, cue + 1 - first, score});
    }
  }
  return found;
}

bool better(const Passage& a, const Passage& b) {
  if (a.score != b.score) return a.score > b.score;
  return a.first != b.first ? a.first < b.first : a.cues < b.cues;
}

}  // namespace

std::vector<Passage> choose_passages(const Talk& talk, std::span<const float> cue_scores, const PassageRules& rules,
                                     const std::function<bool(const Passage&)>& keep) {
  auto ordered = candidates(talk, cue_scores, rules);
  std::ranges::sort(ordered, better);
  std::vector<bool> taken(talk.cues.size(), false);
  std::vector<Passage> chosen;
  for (const auto& passage : ordered) {
    if (chosen.size() == rules.most) break;
    const auto first = taken.begin() + static_cast<std::ptrdiff_t>(passage.first);
    const auto end = taken.begin() + static_cast<std::ptrdiff_t>(passage.end());
    if (std::find(first, end, true) != end || !keep(passage)) continue;
    chosen.push_back(passage);
    const auto before = std::min(passage.first, rules.apart);
    const auto after = std::min(talk.cues.size() - passage.end(), rules.apart);
    std::fill(first - static_cast<std::ptrdiff_t>(before), end + static_cast<std::ptrdiff_t>(after), true);
  }
  return chosen;
}

}  // namespace pith::insight
