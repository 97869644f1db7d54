#include "stages/insight/excerpt.h"

#include <algorithm>
#include <cmath>

#include "stages/insight/tidy.h"

namespace pith::insight {

namespace {

constexpr std::size_t least_words = 25;
constexpr std::size_t most_words = 75;
constexpr std::size_t good_least = 35;
constexpr std::size_t good_most = 60;

std::size_t spaced_words(std::string_view text) {
  return text.empty() ? 0 : static_cast<std::size_t>(std::ranges::count(text, ' ')) + 1;
}

// Lower is better to begin or end with, in the unit of a cue's score.
double roughness(std::string_view first, std::string_view last, std::size_t words) {
  const auto short_by = words < good_least ? good_least - words : 0;
  const auto long_by = words > good_most ? words - good_most : 0;
  double sum = 0.03 * static_cast<double>(short_by + long_by);
  if (first.ends_with('?')) sum += 0.3;
  if (last.ends_with('?') || last.ends_with("...") || last.ends_with("\u2026")) sum += 0.4;
  if (spaced_words(first) < 5) sum += 0.3;
  return sum;
}

struct Choice {
  std::size_t first = 0;
  std::size_t end = 0;
  double value = 0;
};

}  // namespace

std::optional<Excerpt> excerpt_of(const Talk& talk, const Passage& passage, std::span<const float> cue_scores) {
  std::vector<std::string> tidied;
  for (auto cue = passage.first; cue < passage.end(); ++cue)
    tidied.push_back(tidy_sentence(talk.transcript->cues[cue].text));
  std::optional<Choice> best;
  for (std::size_t first = 0; first < tidied.size(); ++first) {
    const auto opening = without_lead(tidied[first]);
    if (opening.empty() || starts_dangling(opening) || holds_filler(opening)) continue;
    auto words = spaced_words(opening);
    double value = cue_scores[passage.first + first];
    for (auto end = first + 1; words <= most_words; ++end) {
      const double worth = value - roughness(opening, end == first + 1 ? opening : tidied[end - 1], words);
      if (words >= least_words && (!best || worth > best->value)) best = {first, end, worth};
      if (end == tidied.size() || holds_filler(tidied[end])) break;
      words += spaced_words(tidied[end]);
      value += cue_scores[passage.first + end];
    }
  }
  if (!best) return std::nullopt;
  Excerpt excerpt{passage.first + best->first, best->end - best->first, {}, {}, {}};
  for (auto at = best->first; at < best->end; ++at) {
    auto sentence = at == best->first ? without_lead(tidied[at]) : tidied[at];
    if (sentence.empty()) continue;
    excerpt.text += (excerpt.text.empty() ? "" : " ") + sentence;
    excerpt.sentences.push_back(std::move(sentence));
    excerpt.sentence_cues.push_back(passage.first + at);
  }
  return excerpt;
}

}  // namespace pith::insight
