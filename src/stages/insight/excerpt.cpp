#include "stages/insight/excerpt.h"

#include <algorithm>

#include "stages/insight/sentence_faults.h"
#include "stages/insight/tidy.h"

namespace pith::insight {

namespace {

constexpr std::size_t least_words = 25;
constexpr std::size_t most_words = 75;
constexpr std::size_t good_least = 45;
constexpr std::size_t good_most = 62;
constexpr std::size_t most_skips = 1;  // places where sentences are left out

constexpr std::size_t longest_cue = 150;  // words; beyond it nothing is tidied, since no text could hold it

std::size_t spaced_words(std::string_view text) {
  return text.empty() ? 0 : static_cast<std::size_t>(std::ranges::count(text, ' ')) + 1;
}

constexpr double word_cost = 0.04;  // of a reader's patience, in the unit of a cue's score

using Sentences = std::vector<const ExcerptSentence*>;

// What is unpleasant about a text of these words that begins and ends so, in the unit of a cue's score.
double roughness(const ExcerptSentence& first, const ExcerptSentence& last, std::size_t words) {
  const auto short_by = words < good_least ? good_least - words : 0;
  const auto long_by = words > good_most ? words - good_most : 0;
  return 0.04 * static_cast<double>(short_by) + 0.06 * static_cast<double>(long_by) + first.opening_cost +
         last.closing_cost;
}

// Tries every run of sentences with at most one gap in it, the gap closed by a sentence that can begin.
class Search {
 public:
  // `costs` of each are taken off its value.
  Search(const Sentences& sentences, std::span<const double> costs) : sentences_(sentences), costs_(costs) {}

  std::vector<std::size_t> best() {
    for (std::size_t first = 0; first < sentences_.size(); ++first) {
      if (sentences_[first]->opening.empty()) continue;
      taken_ = {first};
      grow(sentences_[first]->opening_words, sentences_[first]->value - costs_[first], 0);
    }
    return best_;
  }

 private:
  static constexpr double skip_cost = 0.5;

  void grow(std::size_t words, double value, std::size_t skips) {
    if (words > most_words) return;
    const auto last = taken_.back();
    if (words >= least_words) consider(value - roughness(*sentences_[taken_.front()], *sentences_[last], words));
    for (auto next = last + 1; next < sentences_.size(); ++next) {
      const bool skipping = next > last + 1;
      const auto& sentence = *sentences_[next];
      if (skipping && (skips == most_skips || sentence.opening.empty())) continue;
      if (!sentence.usable) continue;
      taken_.push_back(next);
      grow(words + (skipping ? sentence.opening_words + 1 : sentence.words),
           value + sentence.value - costs_[next] - (skipping ? skip_cost + sentence.opening_cost / 2 : 0),
           skips + (skipping ? 1 : 0));
      taken_.pop_back();
    }
  }
  void consider(double worth) {
    if (!best_.empty() && worth <= worth_) return;
    best_ = taken_;
    worth_ = worth;
  }

  const Sentences& sentences_;
  std::span<const double> costs_;
  std::vector<std::size_t> taken_;
  std::vector<std::size_t> best_;
  double worth_ = 0;
};

Excerpt text_of(const Sentences& sentences, const std::vector<std::size_t>& taken) {
  Excerpt excerpt;
  for (std::size_t at = 0; at < taken.size(); ++at) {
    const auto& sentence = *sentences[taken[at]];
    const bool after_gap = at > 0 && taken[at] > taken[at - 1] + 1;
    const auto& text = at == 0 || after_gap ? sentence.opening : sentence.text;
    if (text.empty()) continue;
    if (!excerpt.text.empty()) excerpt.text += after_gap ? " [\u2026] " : " ";
    excerpt.text += text;
    excerpt.cues.push_back(sentence.cue);
  }
  excerpt.text = with_balanced_quotes(excerpt.text);
  return excerpt;
}

}  // namespace

const ExcerptSentence& ExcerptMaker::sentence(std::size_t cue) {
  auto& slot = sentences_[cue];
  if (slot) return *slot;
  auto& made = slot.emplace();
  made.cue = cue;
  made.usable = talk_.cues[cue].words <= longest_cue;
  if (!made.usable) return made;
  made.text = tidy_sentence(talk_.transcript->cues[cue].text);
  made.words = spaced_words(made.text);
  made.usable = !holds_filler(made.text);
  made.value = scores_[cue] - word_cost * static_cast<double>(made.words) - faults_cost(made.text);
  made.closing_cost = closing_cost(made.text);
  auto opening = without_lead(made.text);
  if (made.usable && !starts_dangling(opening)) made.opening = std::move(opening);
  made.opening_words = spaced_words(made.opening);
  if (!made.opening.empty()) made.opening_cost = opening_cost(made.opening);
  return made;
}

namespace {

std::vector<HeadlineSource> sources_of(const Sentences& sentences, std::span<const float> scores) {
  std::vector<HeadlineSource> sources;
  for (const auto* sentence : sentences) sources.push_back({sentence->text, scores[sentence->cue]});
  return sources;
}

// How far the best headline of each sentence is behind the best of all, not more than `furthest`.
std::vector<double> behind_best(const std::vector<HeadlineChoice>& choices, std::size_t sentences) {
  constexpr double furthest = 4;
  std::vector<double> behind(sentences, choices.empty() ? 0 : furthest);
  for (const auto& choice : choices)
    behind[choice.source] = std::min(behind[choice.source], static_cast<double>(choices.front().worth - choice.worth));
  return behind;
}

std::string headline_for(const Excerpt& excerpt, const std::vector<HeadlineChoice>& choices,
                         const std::vector<HeadlineSource>& sources, std::size_t first) {
  constexpr float of_text = 1.5F;  // what it is worth that the text says it too
  if (choices.empty()) return cut_headline(sources);
  const auto value = [&](const HeadlineChoice& choice) {
    return choice.worth + (std::ranges::binary_search(excerpt.cues, first + choice.source) ? of_text : 0);
  };
  return std::ranges::max_element(choices, {}, value)->headline;
}

}  // namespace

std::optional<Excerpt> ExcerptMaker::excerpt(const Passage& passage) {
  constexpr double headline_share = 0.2;
  Sentences sentences;
  for (auto cue = passage.first; cue < passage.end(); ++cue) sentences.push_back(&sentence(cue));
  const auto sources = sources_of(sentences, scores_);
  const auto choices = headline_choices(sources, background_);
  auto behind = behind_best(choices, sentences.size());
  for (auto& each : behind) each = headline_share * (each - 3.0);
  const auto taken = Search(sentences, behind).best();
  if (taken.empty()) return std::nullopt;
  auto excerpt = text_of(sentences, taken);
  excerpt.headline = headline_for(excerpt, choices, sources, passage.first);
  return excerpt;
}

}  // namespace pith::insight
