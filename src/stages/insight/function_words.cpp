#include "stages/insight/function_words.h"

#include "stages/insight/word_set.h"

namespace pith::insight {

namespace {

constexpr WordSet determiners({"the",  "a",     "an",   "my",     "your",  "our",     "their",   "his",   "her",
                               "its",  "every", "each", "some",   "any",   "no",      "another", "these", "those",
                               "many", "few",   "most", "all",    "both",  "several", "such",    "other", "own",
                               "same", "more",  "less", "enough", "much",  "one",     "two",     "three", "four",
                               "five", "very",  "good", "new",    "great", "big",     "first",   "whole", "real"});
constexpr WordSet prepositions({"of",      "in",      "on",      "at",      "for",    "with",    "from",
                                "by",      "about",   "into",    "over",    "under",  "through", "during",
                                "across",  "between", "among",   "against", "within", "without", "toward",
                                "towards", "onto",    "upon",    "behind",  "beyond", "per",     "via",
                                "off",     "around",  "outside", "inside",  "near",   "despite", "versus",
                                "above",   "below",   "since",   "except",  "as",     "than",    "like"});
constexpr WordSet adverbs({"not",        "never",   "always", "also",   "just",      "still", "even",
                           "often",      "then",    "now",    "here",   "only",      "ever",  "already",
                           "maybe",      "perhaps", "too",    "almost", "again",     "quite", "rather",
                           "so",         "all",     "yet",    "soon",   "sometimes", "kind",  "sort",
                           "oftentimes", "somehow", "pretty", "both",   "instead",   "though"});
constexpr WordSet false_adverbs({"family", "only", "supply", "reply", "apply", "rely", "fly", "early", "friendly"});
constexpr WordSet subject_pronouns({"i", "you", "we", "they", "he", "she", "it", "who", "there", "everyone", "nobody",
                                    "everybody"});
constexpr WordSet openers({"because", "if",       "when",     "while",   "whereas",  "although", "though", "unless",
                           "until",   "whenever", "wherever", "whether", "where",    "who",      "whose",  "whom",
                           "which",   "what",     "how",      "why",     "whatever", "whoever",  "wherein"});
constexpr WordSet auxiliaries({"am",    "is",     "are",    "was",   "were",  "has",    "had",   "does",
                               "did",   "can",    "could",  "will",  "would", "should", "must",  "may",
                               "might", "cannot", "aren't", "isn't", "ain't", "won't",  "can't", "shall"});
constexpr WordSet ends({"the",   "a",      "an",    "of",        "to",         "and",      "in",           "with",
                        "for",   "that",   "is",    "are",       "be",         "or",       "but",          "if",
                        "as",    "at",     "from",  "by",        "on",         "so",       "like",         "because",
                        "i",     "we",     "they",  "very",      "really",     "was",      "were",         "than",
                        "then",  "when",   "where", "who",       "what",       "how",      "my",           "your",
                        "their", "our",    "its",   "his",       "these",      "those",    "just",         "not",
                        "about", "into",   "which", "being",     "have",       "say",      "said",         "says",
                        "every", "an",     "also",  "even",      "basically",  "actually", "particularly", "called",
                        "means", "mean",   "meant", "including", "especially", "will",     "would",        "can",
                        "could", "should", "do",    "does",      "did",        "has",      "had",          "to",
                        "may",   "might",  "must",  "whether",   "ever"});
constexpr WordSet negations({"not",    "never",   "no",     "none",   "nobody", "nothing", "neither",
                             "nor",    "without", "cannot", "hardly", "barely", "rarely",  "seldom",
                             "no-one", "little",  "few",    "less",   "only",   "except",  "unless",
                             "until",  "instead", "rather", "than",   "nowhere"});

}  // namespace

std::string_view word_stem(std::string_view word) { return word.substr(0, word.find('\'')); }

bool is_contraction(std::string_view word) {
  constexpr WordSet endings({"t", "m", "re", "ve", "ll", "d"});
  const auto mark = word.find('\'');
  if (mark == std::string_view::npos || mark == 0) return false;
  const auto ending = word.substr(mark + 1);
  return endings.has(ending) && (ending != "t" || word[mark - 1] == 'n');
}

bool is_determiner(std::string_view word) { return determiners.has(word); }
bool is_preposition(std::string_view word) { return prepositions.has(word); }
bool is_adverb(std::string_view word) {
  return adverbs.has(word) || (word.size() > 4 && word.ends_with("ly") && !false_adverbs.has(word));
}
bool is_subject_pronoun(std::string_view word) { return subject_pronouns.has(word_stem(word)); }
bool opens_clause(std::string_view word) { return openers.has(word); }
bool is_auxiliary(std::string_view word) { return auxiliaries.has(word) || word.ends_with("n't"); }
bool is_negation(std::string_view word) { return negations.has(word) || word.ends_with("n't"); }
bool ends_open(std::string_view word) { return ends.has(word); }

}  // namespace pith::insight
