#include "stages/insight/contradiction.h"

#include <algorithm>
#include <set>
#include <vector>

#include "stages/insight/clause.h"
#include "stages/insight/numbers.h"
#include "stages/insight/word_set.h"

namespace pith::insight {

namespace {

constexpr std::size_t least_shared = 3;
constexpr std::size_t most_words = 100;  // the work grows with their square
constexpr std::size_t least_very_words = 5;
constexpr double stray_cost = 0.6;  // of a telling word of the quote that the text has not

bool has(const Clause& clause, std::string_view key) {
  return std::ranges::find(clause.words, key, &ClauseWord::key) != clause.words.end();
}

// The run of a sentence's words that is most of the clause and least of anything else; empty where nothing is shared.
struct Run {
  std::size_t first = 0;
  std::size_t end = 0;
};
Run run_like(const Clause& clause, const Clause& sentence) {
  Run best;
  double best_worth = 0;
  double worth = 0;
  std::size_t first = 0;
  for (std::size_t at = 0; at < sentence.words.size(); ++at) {
    const auto& word = sentence.words[at];
    if (!word.telling) continue;
    if (worth <= 0) worth = 0, first = at;
    worth += has(clause, word.key) ? 1 : -stray_cost;
    if (worth > best_worth) best_worth = worth, best = {first, at + 1};
  }
  return best;
}

std::vector<std::string_view> telling_keys(const Clause& clause) {
  std::vector<std::string_view> keys;
  for (const auto& word : clause.words)
    if (word.telling) keys.push_back(word.key);
  return keys;
}

std::size_t shared_in_any_order(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  return static_cast<std::size_t>(
      std::ranges::count_if(a, [&](std::string_view one) { return std::ranges::find(b, one) != b.end(); }));
}

// How many of the words stand in both, in the same order.
std::size_t shared_in_order(const std::vector<std::string_view>& a, const std::vector<std::string_view>& b) {
  std::vector<std::size_t> row(b.size() + 1, 0);
  for (const auto one : a) {
    std::size_t corner = 0;
    for (std::size_t n = 0; n < b.size(); ++n) {
      const auto above = row[n + 1];
      row[n + 1] = one == b[n] ? corner + 1 : std::max(row[n], above);
      corner = above;
    }
  }
  return row.back();
}

// "Prices were raised" of "We did not raise prices": a whole sentence of two telling words, said close together.
bool alike_in_short(const Clause& sentence, const Clause& run) {
  constexpr std::size_t farthest = 4;
  const auto ours = telling_keys(sentence);
  return ours.size() == 2 && run.words.size() <= farthest && shared_in_any_order(ours, telling_keys(run)) == 2;
}

// All words of three, or of more all but a quarter.
bool alike(const Clause& clause, const Clause& run) {
  const auto ours = telling_keys(clause);
  const auto theirs = telling_keys(run);
  const bool swapped = compares_the_other_way(clause, run);
  const auto shared = swapped ? shared_in_any_order(ours, theirs) : shared_in_order(ours, theirs);
  const auto all = std::max(ours.size(), theirs.size());
  return shared >= least_shared && all - shared <= all / 4;
}

enum class Verdict { silent, agrees, differs };

// The keys of which one says the opposite of the other: "safe" here, "dangerous" there. What is said both ways in one
// of them tells nothing.
std::set<std::string_view> turned(std::span<const ClauseWord> a, std::span<const ClauseWord> b) {
  std::set<std::string_view> keys;
  const auto said = [](std::span<const ClauseWord> words, std::string_view key, bool opposite) {
    return std::ranges::any_of(words,
                               [&](const ClauseWord& word) { return word.key == key && word.opposite == opposite; });
  };
  for (const auto& word : a)
    if (said(b, word.key, !word.opposite) && !said(b, word.key, word.opposite) && !said(a, word.key, !word.opposite))
      keys.insert(word.key);
  return keys;
}

// Is something said that may deny in its way, other than the opposites themselves ("unsafe")?
bool hedges(const Clause& clause, const std::set<std::string_view>& opposed) {
  return std::ranges::any_of(clause.words,
                             [&](const ClauseWord& word) { return word.hedges && !opposed.contains(word.key); });
}

// `whole`: the run with the words before it that may deny it.
Verdict on_sense(const Clause& clause, const Clause& run, const Clause& whole) {
  const bool swapped = compares_the_other_way(clause, run);
  const auto opposed = turned(clause.words, run.words);
  const bool same = (clause.denied != whole.denied) == ((opposed.size() % 2 == 1) != swapped);
  if (same) return Verdict::agrees;
  return hedges(clause, opposed) || hedges(whole, opposed) ? Verdict::silent : Verdict::differs;
}

// Against a number of the same unit that the run has in place of it.
Verdict on_numbers(std::string_view clause, std::string_view run) {
  HeardNumbers heard;
  heard.add(run);
  const auto said = claimed_numbers(run);
  for (const auto& claim : claimed_numbers(clause)) {
    if (heard.hold(claim)) continue;
    const auto rival = std::ranges::find(said, claim.unit, &ClaimedNumber::unit);
    if (claim.unit != Unit::none && rival != said.end()) return Verdict::differs;
  }
  return Verdict::agrees;
}

// What is left of words without those that only deny or are put in to be denied ("do not").
std::vector<std::string_view> undenied(std::span<const ClauseWord> words) {
  constexpr WordSet denials({"not", "never", "no", "do", "doe", "did"});
  std::vector<std::string_view> keys;
  for (const auto& word : words)
    if (!denials.has(word.key)) keys.push_back(word.key);
  return keys;
}

Verdict compared(std::span<const ClauseWord> a, std::span<const ClauseWord> b) {
  const auto denied = std::ranges::count_if(a, &ClauseWord::denies) - std::ranges::count_if(b, &ClauseWord::denies);
  const auto opposed = std::ssize(turned(a, b));
  if (denied == 0 && opposed == 0) return Verdict::agrees;
  return (denied + opposed) % 2 == 0 ? Verdict::silent : Verdict::differs;
}

// Where nearly the very words of the clause were said: the run of as many that shares most of them; else an empty one.
Run run_of_the_very_words(const Clause& clause, const Clause& said) {
  const auto ours = undenied(clause.words);
  if (ours.size() < least_very_words) return {};
  Run best;
  std::size_t most = (ours.size() * 17 + 19) / 20 - 1;
  for (std::size_t first = 0; first < said.words.size(); ++first) {
    const auto end = std::min(said.words.size(), first + clause.words.size() + 1);
    const auto theirs = undenied(std::span(said.words).subspan(first, end - first));
    const auto shared = shared_in_order(ours, theirs);
    if (shared > most) most = shared, best = {first, end};
  }
  return best;
}

// Of the very words: what is denied there must be denied here, and what is counted, too.
Verdict on_very_words(const Clause& clause, const Clause& said) {
  const auto [first, end] = run_of_the_very_words(clause, said);
  if (first == end) return Verdict::silent;
  if (on_numbers(clause.text, said.text) == Verdict::differs) return Verdict::differs;
  const auto reach = reach_of_denial(said, first);
  return compared(clause.words, std::span(said.words).subspan(reach, end - reach));
}

// Of what shares most of its telling words.
Verdict on_like_words(const Clause& clause, const Clause& said) {
  if (said.text.contains('?')) return Verdict::silent;
  const auto [first, end] = run_like(clause, said);
  const auto run = part_of(said, first, end);
  const bool whole = !clause.text.empty() && std::string_view(".!").contains(clause.text.back());
  if (!alike(clause, run) && !(whole && alike_in_short(clause, run))) return Verdict::silent;
  if (on_numbers(clause.text, said.text) == Verdict::differs) return Verdict::differs;
  return on_sense(clause, run, part_of(said, reach_of_denial(said, first), end));
}

Verdict on_any_words(const Clause& clause, const Clause& said) {
  const auto verdict = on_very_words(clause, said);
  return verdict == Verdict::silent ? on_like_words(clause, said) : verdict;
}

// Of all that was said: one sentence that bears the clause out is enough.
Verdict verdict_of(const Clause& clause, const std::vector<Clause>& said, auto&& judge) {
  if (clause.words.size() > most_words) return Verdict::silent;
  bool differs = false;
  for (const auto& sentence : said) {
    const auto verdict = judge(clause, sentence);
    if (verdict == Verdict::agrees) return verdict;
    differs = differs || verdict == Verdict::differs;
  }
  return differs ? Verdict::differs : Verdict::silent;
}

}  // namespace

std::optional<std::string> contradicted(std::string_view text, std::span<const Quote> quotes) {
  std::vector<Clause> said;
  for (const auto& quote : quotes)
    for (auto& sentence : sentences_of(quote.text)) said.push_back(std::move(sentence));
  for (const auto& sentence : sentences_of(text)) {
    const auto whole = verdict_of(sentence, said, on_very_words);
    if (whole == Verdict::differs) return sentence.text;
    if (whole == Verdict::agrees) continue;
    for (const auto& clause : clauses_of(sentence.text))
      if (verdict_of(clause, said, on_any_words) == Verdict::differs) return clause.text;
  }
  return std::nullopt;
}

}  // namespace pith::insight
