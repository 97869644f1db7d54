#include "stages/insight/excerpt.h"

#include <algorithm>
#include <array>

#include "stages/insight/tidy.h"

namespace pith::insight {

namespace {

constexpr std::size_t least_words = 25;
constexpr std::size_t most_words = 75;
constexpr std::size_t good_least = 35;
constexpr std::size_t good_most = 60;
constexpr std::size_t most_skips = 1;  // places where sentences are left out

constexpr std::size_t longest_cue = 150;  // words; beyond it nothing is tidied, since no text could hold it

std::size_t spaced_words(std::string_view text) {
  return text.empty() ? 0 : static_cast<std::size_t>(std::ranges::count(text, ' ')) + 1;
}

constexpr double word_cost = 0.05;  // of a reader's patience, in the unit of a cue's score

// Not quite dangling, but they lean on what was said before.
bool leans(std::string_view opening) {
  constexpr std::array<std::string_view, 14> leaning{"Then ",   "Also ",   "Their ", "His ",  "Her ",
                                                     "Even ",   "There",   "Here",   "Such ", "Another ",
                                                     "Correct", "Exactly", "Anyway", "Anyhow"};
  return std::ranges::any_of(leaning, [&](std::string_view word) { return opening.starts_with(word); });
}

using Sentences = std::vector<const ExcerptSentence*>;

// What is unpleasant about a text of these words that begins and ends so, in the unit of a cue's score.
double roughness(const ExcerptSentence& first, const ExcerptSentence& last, std::size_t words) {
  const auto short_by = words < good_least ? good_least - words : 0;
  const auto long_by = words > good_most ? words - good_most : 0;
  double sum = 0.04 * static_cast<double>(short_by) + 0.06 * static_cast<double>(long_by);
  if (first.text.ends_with('?')) sum += 0.4;
  if (last.text.ends_with('?') || last.text.ends_with("...") || last.text.ends_with("\u2026")) sum += 0.5;
  if (first.opening_words < 5 || leans(first.opening)) sum += 0.4;
  return sum;
}

// Tries every run of sentences with at most one gap in it, the gap closed by a sentence that can begin.
class Search {
 public:
  explicit Search(const Sentences& sentences) : sentences_(sentences) {}

  std::vector<std::size_t> best() {
    for (std::size_t first = 0; first < sentences_.size(); ++first) {
      if (sentences_[first]->opening.empty()) continue;
      taken_ = {first};
      grow(sentences_[first]->opening_words, sentences_[first]->value, 0);
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
           value + sentence.value - (skipping ? skip_cost : 0), skips + (skipping ? 1 : 0));
      taken_.pop_back();
    }
  }
  void consider(double worth) {
    if (!best_.empty() && worth <= worth_) return;
    best_ = taken_;
    worth_ = worth;
  }

  const Sentences& sentences_;
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
    excerpt.sentences.push_back(text);
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
  made.value = scores_[cue] - word_cost * static_cast<double>(made.words);
  auto opening = without_lead(made.text);
  if (made.usable && !starts_dangling(opening)) made.opening = std::move(opening);
  made.opening_words = spaced_words(made.opening);
  return made;
}

std::optional<Excerpt> ExcerptMaker::excerpt(const Passage& passage) {
  Sentences sentences;
  for (auto cue = passage.first; cue < passage.end(); ++cue) sentences.push_back(&sentence(cue));
  const auto taken = Search(sentences).best();
  if (taken.empty()) return std::nullopt;
  return text_of(sentences, taken);
}

}  // namespace pith::insight
