#include "stages/insight/standing_alone.h"

#include <algorithm>
#include <array>

#include "stages/insight/function_words.h"
#include "stages/insight/grammar.h"
#include "stages/insight/spoken_words.h"
#include "stages/insight/word_set.h"

namespace pith::insight {

namespace {

constexpr std::size_t of_an_opening = 64;  // bytes, more than its first words take

constexpr WordSet dangling({"and", "so", "but", "or", "it", "its", "he", "she", "they", "yeah", "yes", "well", "like",
                            "okay", "right"});
constexpr WordSet dangling_spoken({"because", "this", "that", "those", "these", "which", "no"});
constexpr WordSet dangling_written({"them", "their", "his", "her", "ok", "anyway", "um", "uh", "he's", "she's",
                                    "they're", "it's"});
constexpr std::array<std::string_view, 22> leaning{"Then ",  "Also ",  "Their ", "His ",       "Her ",    "Even ",
                                                   "There",  "Here",   "Such ",  "Another ",   "Correct", "Exactly",
                                                   "Anyway", "Anyhow", "Not ",   "Therefore ", "Instead", "Otherwise",
                                                   "Maybe ", "Other ", "I mean", "Them "};

constexpr std::array<std::string_view, 7> sounds{"um", "uh", "erm", "gonna", "wanna", "kind of like", "sort of like"};
constexpr std::array<std::string_view, 2> phrases{"you know", "i mean"};  // or words that say something

// "It is a myth that ..." has its subject still to come; "It is what they did" has none.
bool announces(const SpokenWords& words) {
  const std::size_t after = words.front().bare == "it's" ? 1 : 2;
  const bool begins = after == 1 || reads(words, 0, "it is");
  return begins && (words.size() <= 2 ? after == 1 : words[after].bare != "what");
}

bool dangles_when_spoken(const SpokenWords& words) {
  const std::string_view bare = words.front().bare;
  const auto head = bare.substr(0, std::min(bare.find('\''), bare.find('-')));
  return dangling.has(head) || dangling_spoken.has(head) || reads(words, 0, "i mean") || reads(words, 0, "you know");
}

bool dangles_when_written(const SpokenWords& words) {
  const auto& bare = words.front().bare;
  return !announces(words) && (dangling.has(bare) || dangling_written.has(bare));
}

// "It's very hard (for a team) to ...", "It takes years to ...": what "it" means is still to come.
bool awaits_subject(const SpokenWords& words) {
  constexpr WordSet judged({"hard",       "harder", "easy",     "easier",    "difficult",  "important",  "possible",
                            "impossible", "better", "best",     "worse",     "good",       "great",      "nice",
                            "bad",        "cheap",  "cheaper",  "expensive", "useful",     "helpful",    "interesting",
                            "amazing",    "fun",    "tempting", "true",      "clear",      "obvious",    "worth",
                            "rare",       "common", "likely",   "unlikely",  "dangerous",  "risky",      "okay",
                            "fine",       "tough",  "tricky",   "critical",  "crucial",    "essential",  "necessary",
                            "simple",     "fast",   "natural",  "normal",    "reasonable", "safe",       "wise",
                            "smart",      "time",   "sense",    "weird",     "strange",    "surprising", "faster"});
  constexpr WordSet opens({"to", "that", "how", "for", "when", "if", "why", "whether", "not"});
  constexpr std::size_t reach = 6;
  if (words.size() > 1 && words[1].bare == "takes") return true;
  for (std::size_t at = 1; at + 1 < std::min(words.size(), reach); ++at)
    if (judged.has(words[at].bare)) return !words[at].pauses() && opens.has(words[at + 1].bare);
  return false;
}

bool is_set_off(const SpokenWords& words, std::size_t at) {
  return words[at + 1].pauses() && (at == 0 || words[at - 1].pauses());
}

}  // namespace

bool starts_dangling(std::string_view text, Wording wording) {
  const auto words = split_spoken(text.substr(0, of_an_opening));
  if (words.empty()) return wording == Wording::spoken;
  return wording == Wording::spoken ? dangles_when_spoken(words) : dangles_when_written(words);
}

bool leans_a_little(std::string_view text) {
  return std::ranges::any_of(leaning, [&](std::string_view word) { return text.starts_with(word); });
}

bool points_back(const SpokenWords& clause) {
  constexpr WordSet pointing({"it", "that", "this", "they", "he", "she", "these", "those"});
  constexpr WordSet about_now({"year", "week", "month", "day", "morning", "time", "who"});
  if (clause.empty()) return false;
  const auto first = word_stem(clause.front().bare);
  if (first == "it") return !awaits_subject(clause);
  if (pointing.has(first)) return clause.size() == 1 || !about_now.has(clause[1].bare);
  return read_clause(clause).leans;
}

bool holds_filler(std::string_view text, Wording wording) {
  const auto words = split_spoken(text);
  for (std::size_t at = 0; at < words.size(); ++at) {
    const auto read_here = [&](std::string_view phrase) { return reads(words, at, phrase); };
    if (std::ranges::any_of(sounds, read_here)) return true;
    if (std::ranges::any_of(phrases, read_here) && (wording == Wording::spoken || is_set_off(words, at))) return true;
  }
  return false;
}

}  // namespace pith::insight
