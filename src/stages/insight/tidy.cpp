#include "stages/insight/tidy.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>

#include "stages/insight/false_starts.h"
#include "stages/insight/function_words.h"
#include "stages/insight/grammar.h"
#include "stages/insight/spoken_words.h"
#include "stages/insight/verbs.h"
#include "text/html_entities.h"
#include "text/utf8.h"
#include "text/words.h"

namespace pith::insight {

namespace {

struct Phrase {
  std::string_view text;
  std::size_t words;
};
// Fillers wherever they stand.
constexpr std::array<Phrase, 8> always{
    {{"um", 1}, {"uh", 1}, {"uhm", 1}, {"er", 1}, {"hmm", 1}, {"mm", 1}, {"kind of like", 3}, {"sort of like", 3}}};
// Fillers only where a pause or the sentence's ends set them off; longer ones before what begins them.
constexpr std::array<Phrase, 11> set_off{{{"you know what i mean", 5},
                                          {"you know", 2},
                                          {"i mean", 2},
                                          {"like", 1},
                                          {"right", 1},
                                          {"okay", 1},
                                          {"you see", 2},
                                          {"if you will", 3},
                                          {"or whatever", 2},
                                          {"sort of", 2},
                                          {"kind of", 2}}};
// Before these "kind of" and "sort of" mean a kind.
constexpr std::array<std::string_view, 20> kind_words{"a",     "the",   "this",      "that",  "what",  "any",   "some",
                                                      "every", "each",  "another",   "which", "these", "those", "one",
                                                      "same",  "right", "different", "all",   "no",    "other"};
struct Spelling {
  std::string_view spoken;
  std::string_view written;
};
constexpr std::array<Spelling, 7> spellings{{{"gonna", "going to"},
                                             {"wanna", "want to"},
                                             {"gotta", "got to"},
                                             {"kinda", "kind of"},
                                             {"'cause", "because"},
                                             {"cuz", "because"},
                                             {"lemme", "let me"}}};
constexpr std::array<std::string_view, 16> leads{"and",  "so", "but",  "or", "because", "yeah",   "yes",     "yep",
                                                 "well", "oh", "okay", "ok", "plus",    "anyway", "anyways", "alright"};
// Of these alone a sentence says nothing.
constexpr std::array<std::string_view, 11> assents{"yeah", "yes",  "yep", "right",   "okay",      "ok",
                                                   "oh",   "sure", "wow", "exactly", "absolutely"};
// Where these follow "so", it belongs to what it says.
constexpr std::array<std::string_view, 7> bound{"far", "that", "much", "many", "long", "on", "forth"};
constexpr std::array<std::string_view, 12> paused_leads{"no",   "right", "like",       "sure", "exactly", "now",
                                                        "look", "also",  "absolutely", "then", "again",   "correct"};

template <class Words>
bool among(const Words& words, std::string_view word) {
  return std::ranges::find(words, word) != words.end();
}

// "is,, at", "U.S., so": pauses as they are written once.
std::string with_single_commas(std::string text) {
  for (const std::string_view doubled : {",,", " ,", ".,,"})
    for (auto at = text.find(doubled); at != std::string::npos; at = text.find(doubled))
      text.replace(at, doubled.size(), ",");
  return text;
}

// What is no word of the talk: "laughs", "unintelligible 00:12:03.04". Other words in brackets ("editors [at]
// example.com") were put in by the transcript's editor.
bool is_direction(std::string_view inside) {
  constexpr std::array<std::string_view, 18> directions{
      "laugh",   "unintelligible", "inaudible", "indiscernible", "applause", "music", "sound", "alert", "sing",
      "whisper", "jingle",         "pause",     "sigh",          "song",     "crowd", "beep",  "cross", "play"};
  return std::ranges::any_of(directions, [&](std::string_view word) { return inside.contains(word); }) ||
         std::ranges::none_of(inside, [](char letter) { return letter >= 'a' && letter <= 'z'; });
}

// "[laughs]", "[applause 00:12:03.04]": what nobody said.
std::string without_directions(std::string_view spoken) {
  std::string text;
  while (!spoken.empty()) {
    const auto open = spoken.find('[');
    const auto close = open == std::string_view::npos ? open : spoken.find(']', open);
    if (close == std::string_view::npos) break;
    text += spoken.substr(0, open);
    spoken.remove_prefix(close + 1);
  }
  text += spoken;
  std::erase_if(text, [](char letter) { return letter == '*' || letter == '`'; });
  for (const std::string_view escaped : {"\\#", "\\_", "\\[", "\\]"})  // "C\#", as Markdown has it
    for (auto at = text.find(escaped); at != std::string::npos; at = text.find(escaped)) text.erase(at, 1);
  return with_single_commas(text::fold_space(text));
}

bool pause_before(const SpokenWords& words, std::size_t at) { return at == 0 || words[at - 1].pauses(); }

bool removable(const SpokenWords& words, std::size_t at, const Phrase& phrase) {
  const auto& last = words[at + phrase.words - 1];
  if (phrase.words == 1) return pause_before(words, at) && last.pauses();
  return last.pauses();  // "you know you're in trouble" says something
}

bool leads_on(std::string_view word) {
  constexpr std::array<std::string_view, 10> more{"and", "or",      "but",  "so",   "to",
                                                  "be",  "because", "that", "have", "just"};
  return among(more, word) || is_determiner(word) || is_preposition(word) || is_auxiliary(word) ||
         is_subject_pronoun(word);
}

// "teams, you know, ship": a verb follows, and no list goes on.
bool verb_follows(const SpokenWords& words, std::size_t at) {
  const auto& bare = words[at].bare;
  const auto form = verb_form(bare);
  if (!is_auxiliary(bare) && form != VerbForm::base && form != VerbForm::third_person) return false;
  return std::ranges::none_of(words.begin() + static_cast<std::ptrdiff_t>(at), words.end(),
                              [](const auto& word) { return word.text.ends_with(','); });
}

// Does the sentence that `at` is in begin like a question?
bool asks(const SpokenWords& words, std::size_t at) {
  constexpr std::array<std::string_view, 10> asking{"what", "how",   "why", "who", "where",
                                                    "when", "which", "do",  "is",  "are"};
  while (at > 0 && !words[at - 1].ends()) --at;
  while (at + 1 < words.size() && among(leads, words[at].bare)) ++at;
  return among(asking, words[at].bare) || is_auxiliary(words[at].bare);
}

// Takes a filler; the comma before it goes too where the word before belongs to what follows ("the, um, cache").
void remove_filler(SpokenWords& words, std::size_t at, std::size_t count) {
  const bool between = at > 0 && words[at - 1].text.ends_with(',') && words[at + count - 1].text.ends_with(',');
  const bool joined =
      between && at + count < words.size() && (leads_on(words[at - 1].bare) || verb_follows(words, at + count));
  if (joined) words[at - 1].text.pop_back();
  auto& last = words[at + count - 1].text;
  if (at > 0 && last.ends_with('?') && !asks(words, at - 1)) last.back() = '.';  // "it is slow, right?" asks nothing
  remove_words(words, at, count);
}

bool holds_digit(std::string_view word) {
  return std::ranges::any_of(word, [](char letter) { return letter >= '0' && letter <= '9'; });
}

bool remove_fillers(SpokenWords& words) {
  for (std::size_t at = 0; at < words.size(); ++at) {
    for (const auto& phrase : always)
      if (reads(words, at, phrase.text)) return remove_filler(words, at, phrase.words), true;
    for (const auto& phrase : set_off)
      if (reads(words, at, phrase.text) && removable(words, at, phrase))
        return remove_filler(words, at, phrase.words), true;
    const bool hedge = reads(words, at, "kind of") || reads(words, at, "sort of");
    if (hedge && at == 0 && words.size() > 2 && verb_form(words[2].bare)) return remove_words(words, at, 2), true;
    const bool of_number = hedge && at + 2 < words.size() && holds_digit(words[at + 2].bare);
    if (hedge && at > 0 && !words[at].pauses() && !among(kind_words, words[at - 1].bare) && !of_number)
      return remove_words(words, at, 2), true;
  }
  return false;
}

// With a pause between them only small words are a slip: "edit order, order canceled" is a list.
bool same_run(const SpokenWords& words, std::size_t at, std::size_t length) {
  if (at + 2 * length > words.size()) return false;
  const auto& last = words[at + length - 1];
  bool small = true;
  bool name = length > 1;  // "Sanyo Denki, Sanyo Denki"
  for (std::size_t k = 0; k < length; ++k) {
    const auto& word = words[at + k];
    if (word.bare.empty() || word.bare != words[at + length + k].bare || word.ends() || word.text.contains('"'))
      return false;
    small = small && is_small_word(word.bare);
    name = name && word.text.front() >= 'A' && word.text.front() <= 'Z';
  }
  // "Once you're in, you're in", "keep the main thing the main thing": said so on purpose.
  if (length > 1 && words[at + 2 * length - 1].ends()) return false;
  if (!small && !name && last.pauses() && !last.text.ends_with('-')) return false;
  // "revel against it, it will": the end of one clause and the beginning of the next.
  const bool clauses = length == 1 && last.pauses() && at > 0 && is_subject_pronoun(last.bare) &&
                       !words[at - 1].pauses() && !among(leads, words[at - 1].bare) &&
                       !opens_clause(words[at - 1].bare) && words[at - 1].bare != "that";
  return !clauses;
}

// "I- I think", "it was, it was": the first of the two goes. "very, very" and "that that" stay.
bool remove_doubles(SpokenWords& words) {
  constexpr std::array<std::string_view, 8> meant{"very", "really", "had", "that", "so", "much", "many", "long"};
  for (std::size_t at = 0; at < words.size(); ++at) {
    const bool cut_off = words[at].text.size() > 1 && words[at].text.ends_with('-') && !words[at].bare.empty();
    if (cut_off && at + 1 < words.size()) return remove_words(words, at, 1), true;
    for (std::size_t length = 4; length >= 1; --length)
      if (same_run(words, at, length) && !(length == 1 && among(meant, words[at].bare)))
        return remove_words(words, at, length), true;
  }
  return false;
}

void respell(SpokenWords& words) {
  for (auto& word : words)
    for (const auto& [spoken, written] : spellings)
      if (word.bare == spoken) {
        const auto at = text::lower(word.text).find(spoken);
        if (at != std::string::npos) word.text.replace(at, spoken.size(), written);
        word.bare = written;
      }
}

std::string finished(const SpokenWords& words) {
  auto text = join_spoken(words);
  const auto first = text.find_first_not_of(" ,;.-");
  text.erase(0, std::min(first, text.size()));
  while (!text.empty() && std::string_view(" ,;:-").contains(text.back())) text.pop_back();
  if (text.empty()) return text;
  if (text.front() >= 'a' && text.front() <= 'z') text.front() = static_cast<char>(text.front() - 'a' + 'A');
  const SpokenWord end{text.substr(text.rfind(' ') + 1), {}};
  if (!end.ends() && !end.abbreviates()) text += '.';
  return text;
}

// The last sentence of a text, without a pause that is only written: "they like it..." ends, and "they like it, so..."
// ends before "so".
void close_last(SpokenWords& words, std::size_t least) {
  const auto trails = [&] { return words.back().text.ends_with("...") || words.back().text.ends_with("\u2026"); };
  if (words.empty() || !trails()) return;
  auto first = words.size() - 1;
  while (first > 0 && !words[first - 1].ends()) --first;
  const bool hanging = among(leads, words.back().bare);
  if (hanging && (words.size() <= least || words.size() < 2)) return;
  const SpokenWords last(words.begin() + static_cast<std::ptrdiff_t>(first), words.end() - (hanging ? 1 : 0));
  auto said = last;
  drop_lead(said);
  if (!last.empty() && !read_clause(said).whole) return;
  if (hanging) words.pop_back();
  auto& text = words.back().text;
  text.resize(text.find_last_not_of(".,;\u2026") + 1);
  text += '.';
}

}  // namespace

bool is_small_word(std::string_view word) {
  return is_determiner(word) || is_preposition(word) || is_auxiliary(word) || is_subject_pronoun(word) ||
         is_contraction(word) || is_adverb(word) || among(leads, word) || word.size() <= 2 || word.contains('\'');
}

std::string as_printed(std::string_view text, std::size_t least_words) {
  auto words = split_spoken(text);
  close_last(words, least_words);
  for (auto& word : words) {
    if (word.text == "-" || word.text == "\u2013") word.text = "\u2014";
    for (auto at = word.text.find("--"); at != std::string::npos; at = word.text.find("--"))
      word.text.replace(at, 2, "\u2014");
  }
  return join_spoken(words);
}

bool lost_words(std::string_view spoken) {
  constexpr std::array<std::string_view, 4> unheard{"unintelligible", "inaudible", "indiscernible", "cross"};
  for (auto open = spoken.find('['); open != std::string_view::npos; open = spoken.find('[', open + 1)) {
    const auto close = spoken.find(']', open);
    if (close == std::string_view::npos) return true;
    const auto inside = text::lower(spoken.substr(open + 1, close - open - 1));
    if (!is_direction(inside)) return true;
    if (std::ranges::any_of(unheard, [&](std::string_view mark) { return inside.starts_with(mark); })) return true;
  }
  return false;
}

std::string tidy_sentence(std::string_view spoken) {
  const bool coded = spoken.contains('&');  // some transcripts were encoded twice
  auto words = split_spoken(without_directions(coded ? text::decode_entities(spoken) : std::string(spoken)));
  while (remove_fillers(words) || remove_doubles(words) || remove_false_start(words)) {
  }
  const auto says_nothing = [](const auto& word) { return among(assents, word.bare) || among(leads, word.bare); };
  if (std::ranges::all_of(words, says_nothing)) return "";
  respell(words);
  return finished(words);
}

namespace {

// "Then we ship", "Then when it breaks", "Then finally the test runs".
bool begins_sentence(std::string_view word) {
  return is_subject_pronoun(word) || is_determiner(word) || opens_clause(word) || word == "finally" || word == "once";
}

}  // namespace

void drop_lead(SpokenWords& words) {
  const auto leads_at = [&](std::size_t at) {
    if (words.size() < at + 3) return false;
    const auto& word = words[at];
    if (word.bare == "then" && begins_sentence(words[at + 1].bare)) return true;
    if (among(paused_leads, word.bare)) return word.pauses();
    if (!among(leads, word.bare)) return false;
    const auto& next = words[at + 1].bare;
    return word.pauses() || !((word.bare == "so" && among(bound, next)) || (word.bare == "because" && next == "of"));
  };
  std::size_t count = 0;
  while (leads_at(count)) ++count;
  words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(count));
}

std::string without_lead(std::string_view tidied) {
  auto words = split_spoken(tidied);
  drop_lead(words);
  return finished(words);
}

std::string with_balanced_quotes(std::string_view text, bool goes_on) {
  std::string balanced;
  std::optional<std::size_t> open;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '"') {
      balanced += text[at];
      continue;
    }
    const bool opening = at == 0 || text[at - 1] == ' ' || text[at - 1] == '(';
    if (opening && open) balanced.erase(*open, 1);
    if (!opening && !open) continue;
    if (opening)
      open = balanced.size();
    else
      open.reset();
    balanced += '"';
  }
  if (open && goes_on) balanced += '"';
  if (open && !goes_on) balanced.erase(*open, 1);
  return balanced;
}

}  // namespace pith::insight
