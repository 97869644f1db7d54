#include "stages/insight/sentence_faults.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "stages/insight/function_words.h"
#include "stages/insight/grammar.h"
#include "stages/insight/hedges.h"
#include "stages/insight/spoken_words.h"
#include "stages/insight/standing_alone.h"
#include "stages/insight/tidy.h"
#include "text/words.h"

namespace pith::insight {

namespace {

// The first sentence of a cue that may hold several.
SpokenWords first_sentence(std::string_view text) {
  auto words = split_spoken(text);
  const auto end = std::ranges::find_if(words, &SpokenWord::ends);
  if (end != words.end()) words.erase(end + 1, words.end());
  return words;
}
SpokenWords last_sentence(std::string_view text) {
  auto words = split_spoken(text);
  auto first = words.end();
  while (first != words.begin() && (first == words.end() || !(first - 1)->ends())) --first;
  words.erase(words.begin(), first);
  return words;
}

// "If you think of insurance, where ...": begins with a condition for nothing.
bool hangs(const SpokenWords& words) {
  return !words.empty() && (opens_clause(words.front().bare) || words.front().bare == "as");
}

bool whole_without_lead(SpokenWords words) {
  drop_lead(words);
  return read_clause(words).whole;
}

}  // namespace

double faults_cost(std::string_view text) {
  constexpr double torn = 1.5;
  double sum = 0.25 * static_cast<double>(text::occurrences(text, "--") + text::occurrences(text, "\u2014"));
  if (text.contains("--")) sum += torn;
  sum += 0.1 * static_cast<double>(text::occurrences(text, " - "));
  if (text.ends_with("...") || text.ends_with("\u2026")) sum += 0.1;
  if (text.ends_with('?')) sum += 0.2;
  if (std::ranges::count(text, '"') % 2 == 1) sum += 0.4;
  for (const std::string_view speech : {"like \"", "say \"", "said \"", "says \"", "go, \"", "go \"", "going \""})
    if (text.contains(speech)) sum += 0.2;
  if (!whole_without_lead(first_sentence(text))) sum += 0.4;
  return sum;
}

double tearing_cost(std::string_view spoken) { return 0.3 * static_cast<double>(text::occurrences(spoken, "--")); }

double opening_cost(std::string_view opening) {
  auto first = first_sentence(opening);
  drop_hedges(first);
  const auto reading = read_clause(first);
  double sum = 0;
  if (opening.ends_with('?') && first.size() == split_spoken(opening).size()) sum += 0.4;
  if (first.size() < 4) sum += 0.4;
  if (leans_a_little(opening)) sum += 0.8;
  if (reading.leans || (!first.empty() && starts_dangling(first.front().bare))) sum += 1.5;
  if (!reading.whole) sum += hangs(first) ? 2.5 : 0.9;
  return sum;
}

double closing_cost(std::string_view text) {
  double sum = 0;
  if (text.ends_with('?') || text.ends_with("...") || text.ends_with("\u2026")) sum += 0.4;
  if (text.ends_with(':') || text.ends_with("--.") || std::ranges::count(text, '"') % 2 == 1) sum += 0.3;
  auto last = last_sentence(text);
  drop_lead(last);
  if (!read_clause(last).whole) sum += hangs(last) ? 2 : 0.5;
  return sum;
}

}  // namespace pith::insight
