#include "stages/insight/excerpt.h"

#include <algorithm>

#include "stages/insight/sentence_faults.h"
#include "stages/insight/standing_alone.h"
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

constexpr double broken_cost = 2;   // of a text that ends within a sentence
constexpr float worth_if_cut = -4;  // of a headline that is no clause
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
  // `headlines`: what the best headline of each sentence is worth; a text is worth that of its best one more.
  Search(const Sentences& sentences, std::span<const double> headlines)
      : sentences_(sentences), headlines_(headlines) {}

  std::vector<std::size_t> best() {
    for (std::size_t first = 0; first < sentences_.size(); ++first) {
      if (sentences_[first]->opening.empty()) continue;
      taken_ = {first};
      grow({sentences_[first]->opening_words, sentences_[first]->value, headlines_[first], 0});
    }
    return best_;
  }

 private:
  static constexpr double skip_cost = 5;

  struct Sum {
    std::size_t words = 0;
    double value = 0;
    double headline = 0;
    std::size_t skips = 0;
  };

  void grow(const Sum& sum) {
    if (sum.words > most_words) return;
    const auto last = taken_.back();
    if (sum.words >= least_words)
      consider(sum.value + sum.headline - roughness(*sentences_[taken_.front()], *sentences_[last], sum.words));
    for (auto next = last + 1; next < sentences_.size(); ++next) {
      const bool skipping = next > last + 1;
      const auto& sentence = *sentences_[next];
      if (skipping && (sum.skips == most_skips || sentence.opening.empty())) continue;
      if (!sentence.usable) continue;
      taken_.push_back(next);
      grow({sum.words + (skipping ? sentence.opening_words + 1 : sentence.words),
            sum.value + sentence.value - (skipping ? skip_cost + sentence.opening_cost / 2 : 0),
            std::max(sum.headline, headlines_[next]), sum.skips + (skipping ? 1 : 0)});
      taken_.pop_back();
    }
  }
  void consider(double worth) {
    if (!best_.empty() && worth <= worth_) return;
    best_ = taken_;
    worth_ = worth;
  }

  const Sentences& sentences_;
  std::span<const double> headlines_;
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
  const auto& spoken = talk_.transcript->cues[cue].text;
  made.text = tidy_sentence(spoken);
  made.words = spaced_words(made.text);
  made.usable = !holds_filler(made.text) && !lost_words(spoken);
  made.value =
      scores_[cue] - word_cost * static_cast<double>(made.words) - faults_cost(made.text) - tearing_cost(spoken);
  made.closing_cost =
      closing_cost(made.text) + (around_.broken_after(cue) || around_.quoted_after(cue) ? broken_cost : 0);
  auto opening = without_lead(made.text);
  const bool goes_on = around_.quoted(cue) || (cue > 0 && around_.broken_after(cue - 1));
  if (made.usable && !goes_on && !starts_dangling(opening)) made.opening = std::move(opening);
  made.opening_words = spaced_words(made.opening);
  if (!made.opening.empty()) made.opening_cost = opening_cost(made.opening);
  return made;
}

namespace {

// What the best headline of each sentence is worth, as far as it is not more than `furthest` behind the best of all.
std::vector<double> headline_worths(const std::vector<HeadlineChoice>& choices, std::size_t sentences) {
  constexpr double furthest = 6;
  constexpr double share = 1;  // of a headline's worth in a cue's score
  std::vector<double> worths(sentences, 0);
  for (const auto& choice : choices) {
    const double behind = choices.front().worth - choice.worth;
    worths[choice.source] = std::max(worths[choice.source], share * (furthest - behind));
  }
  return worths;
}

// The best of those that the text says; where it holds none, the beginning of one of its sentences.
void add_headline(Excerpt& excerpt, const std::vector<HeadlineChoice>& choices,
                  const std::vector<HeadlineSource>& sources, std::size_t first) {
  const auto in_text = [&](std::size_t source) { return std::ranges::binary_search(excerpt.cues, first + source); };
  const auto best = std::ranges::find_if(choices, in_text, &HeadlineChoice::source);
  if (best != choices.end()) {
    excerpt.headline = best->headline;
    excerpt.headline_worth = best->worth;
    return;
  }
  std::vector<HeadlineSource> said;
  for (std::size_t source = 0; source < sources.size(); ++source)
    if (in_text(source)) said.push_back(sources[source]);
  excerpt.headline = cut_headline(said);
  excerpt.headline_worth = worth_if_cut;
}

}  // namespace

std::optional<Excerpt> ExcerptMaker::excerpt(const Passage& passage) {
  Sentences sentences;
  std::vector<HeadlineSource> said;
  for (auto cue = passage.first; cue < passage.end(); ++cue) {
    sentences.push_back(&sentence(cue));
    said.push_back({sentences.back()->text, scores_[cue], around_.setting(cue)});
  }
  const auto choices = headline_choices(said, sense_);
  const auto taken = Search(sentences, headline_worths(choices, sentences.size())).best();
  if (taken.empty()) return std::nullopt;
  auto excerpt = text_of(sentences, taken);
  excerpt.text = as_printed(with_balanced_quotes(excerpt.text, around_.quoted_after(excerpt.cues.back())), least_words);
  add_headline(excerpt, choices, said, passage.first);
  return excerpt;
}

}  // namespace pith::insight
