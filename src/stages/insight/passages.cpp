#include "stages/insight/passages.h"

#include <algorithm>

namespace pith::insight {

namespace {

// Every run of the rules' length inside one turn and free of ads and chatter, with its score; unordered.
std::vector<Passage> candidates(const Talk& talk, std::span<const float> scores, const PassageRules& rules) {
  std::vector<Passage> found;
  found.reserve(talk.cues.size() * rules.most_cues);
  for (std::size_t first = 0; first < talk.cues.size(); ++first) {
    const auto end = std::min(talk.turn_of(first).end(), first + rules.most_cues);
    double score = 0;
    std::size_t words = 0;
    for (auto cue = first; cue < end && talk.transcript->cues[cue].kind == CueKind::talk; ++cue) {
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
