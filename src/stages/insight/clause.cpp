#include "stages/insight/clause.h"

#include <algorithm>
#include <array>
#include <set>

#include "stages/insight/function_words.h"
#include "stages/insight/heard_words.h"
#include "stages/insight/number_words.h"
#include "stages/insight/opposites.h"
#include "stages/insight/word_set.h"
#include "text/sentences.h"
#include "text/stems.h"

namespace pith::insight {

namespace {

constexpr WordSet denying({"not", "never", "no", "none", "nobody", "nothing", "nowhere", "cannot", "neither", "nor",
                           "cant", "dont", "doesnt", "didnt", "isnt", "wont", "noone"});
constexpr WordSet hedging({"without", "hardly",  "barely",   "rarely",  "seldom",   "few",     "little",      "refuse",
                           "refuses", "refused", "stop",     "stops",   "stopped",  "avoid",   "avoids",      "avoided",
                           "lack",    "lacks",   "lacked",   "instead", "rather",   "unless",  "except",      "only",
                           "until",   "denies",  "denied",   "doubt",   "doubts",   "myth",    "clich\u00e9", "wouldn",
                           "couldn",  "shouldn", "false",    "wrong",   "prevents", "prevent", "impossible",  "if",
                           "whether", "just",    "question", "unable",  "would",    "could",   "should",      "might"});
constexpr WordSet turning({"but", "because", "while", "whereas", "although", "though", "since", "so", "which", "who"});
constexpr WordSet empty({"i",     "me",     "my",     "we",    "us",     "you",      "he",        "him",
                         "she",   "her",    "it",     "they",  "them",   "that",     "this",      "to",
                         "and",   "or",     "be",     "been",  "being",  "have",     "do",        "don",
                         "go",    "going",  "get",    "got",   "say",    "says",     "said",      "like",
                         "just",  "yeah",   "right",  "okay",  "well",   "know",     "mean",      "think",
                         "thing", "things", "way",    "lot",   "really", "actually", "something", "those",
                         "these", "there",  "having", "doing", "done",   "make",     "makes",     "made"});

constexpr WordSet compared({"more", "faster", "higher", "better", "bigger", "easier", "stronger", "longer", "earlier"});

bool is_function_word(std::string_view word) {
  if (compared.has(word)) return false;
  return empty.has(word) || is_determiner(word) || is_preposition(word) || is_adverb(word) ||
         is_subject_pronoun(word) || opens_clause(word) || is_auxiliary(word) || is_contraction(word) ||
         is_negation(word);
}

// "doesn't" is "does", which is denied.
std::string_view without_denial(std::string_view word) {
  if (word == "can't" || word == "cannot") return "can";
  if (word == "won't") return "will";
  return word.ends_with("n't") ? word.substr(0, word.size() - 3) : word;
}

// `before`: the word before it.
ClauseWord word_of(std::string_view folded, std::string_view before, text::Stems& stems) {
  ClauseWord word;
  const auto opposite = opposed_word(folded, before);
  const auto base = opposite.empty() ? folded : opposite;
  word.opposite = !opposite.empty();
  word.denies = denying.has(folded) || folded.ends_with("n't");
  word.hedges = hedging.has(word_stem(folded)) || folded.starts_with("un") || folded.starts_with("fail");
  word.turns = turning.has(folded);
  const bool number = folded.find_first_of("0123456789") != std::string_view::npos || number_word(folded) != nullptr;
  word.telling = !number && !is_function_word(base) && base.size() > 1;
  word.key = stems.of(base.ends_with("'s") ? base.substr(0, base.size() - 2) : without_denial(base));
  return word;
}

bool pauses(std::string_view text, const Chunk& chunk) {
  return std::string_view(",;:.?!").contains(text[chunk.end - 1]) || text.substr(0, chunk.end).ends_with("\u2014");
}

// "No, they were ready", "not only", "no doubt": deny nothing.
bool is_idle(std::string_view text, const std::vector<Chunk>& chunks, std::size_t at) {
  const auto& word = chunks[at].folded;
  if ((word == "no" || word == "not") && pauses(text, chunks[at])) return true;
  if (at + 1 == chunks.size()) return false;
  const auto& next = chunks[at + 1].folded;
  if (word == "not") return next == "only" || next == "just" || next == "merely" || next == "even";
  return word == "no" && (next == "matter" || next == "doubt" || next == "wonder");
}

struct Sentence {
  Clause whole;
  std::vector<Chunk> chunks;
};

void count(Clause& clause) { clause.denied = std::ranges::any_of(clause.words, &ClauseWord::denies); }

std::vector<Sentence> read(std::string_view text) {
  text::Stems stems;
  std::vector<Sentence> sentences;
  for (const auto said : text::sentences(text)) {
    Sentence made{{std::string(said), {}, false}, chunks_of(said)};
    for (std::size_t at = 0; at < made.chunks.size(); ++at) {
      auto word = word_of(made.chunks[at].folded, at > 0 ? made.chunks[at - 1].folded : std::string_view{}, stems);
      word.denies = word.denies && !is_idle(said, made.chunks, at);
      word.pauses = pauses(said, made.chunks[at]);
      made.whole.words.push_back(std::move(word));
    }
    count(made.whole);
    sentences.push_back(std::move(made));
  }
  return sentences;
}

// What is compared, and on which side of "than".
struct Comparison {
  std::string by;
  std::set<std::string> before;
  std::set<std::string> after;
};

Comparison comparison_in(const Clause& clause) {
  Comparison made;
  const auto than = std::ranges::find(clause.words, "than", &ClauseWord::key);
  if (than == clause.words.end()) return made;
  const auto is_comparing = [](const ClauseWord& word) { return word.key.ends_with("er") || word.key == "more"; };
  auto by = than;
  while (by != clause.words.begin() && !is_comparing(*by)) --by;
  if (!is_comparing(*by)) return made;
  made.by = by->key;
  for (auto word = clause.words.begin(); word != clause.words.end(); ++word)
    if (word->telling && word != by) (word < by ? made.before : made.after).insert(word->key);
  return made;
}

bool meet(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::ranges::any_of(a, [&](const std::string& one) { return b.contains(one); });
}

}  // namespace

std::vector<Clause> sentences_of(std::string_view text) {
  std::vector<Clause> sentences;
  for (auto& sentence : read(text)) sentences.push_back(std::move(sentence.whole));
  return sentences;
}

std::vector<Clause> clauses_of(std::string_view text) {
  std::vector<Clause> clauses;
  for (const auto& [whole, chunks] : read(text)) {
    for (std::size_t first = 0; first < chunks.size();) {
      auto end = first + 1;
      while (end < chunks.size() && !whole.words[end].turns && !whole.words[end - 1].pauses) ++end;
      auto clause = part_of(whole, first, end);
      clause.text = whole.text.substr(chunks[first].begin, chunks[end - 1].end - chunks[first].begin);
      clauses.push_back(std::move(clause));
      first = end;
    }
  }
  return clauses;
}

Clause part_of(const Clause& sentence, std::size_t first, std::size_t end) {
  Clause part;
  part.words.assign(sentence.words.begin() + static_cast<std::ptrdiff_t>(first),
                    sentence.words.begin() + static_cast<std::ptrdiff_t>(end));
  count(part);
  return part;
}

std::size_t reach_of_denial(const Clause& sentence, std::size_t first) {
  auto reach = first;
  bool over_pauses = false;
  for (; reach > 0 && !sentence.words[reach].turns; --reach) {
    if (sentence.words[reach].key == "that") over_pauses = true;
    if (sentence.words[reach].key == "and") break;
    if (sentence.words[reach - 1].pauses && !over_pauses) break;
  }
  return reach;
}

bool compares_the_other_way(const Clause& a, const Clause& b) {
  const auto one = comparison_in(a);
  const auto other = comparison_in(b);
  return !one.by.empty() && one.by == other.by && meet(one.before, other.after) && meet(one.after, other.before) &&
         !meet(one.after, other.after);
}

}  // namespace pith::insight
