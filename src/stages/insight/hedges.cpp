#include "stages/insight/hedges.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "stages/insight/function_words.h"
#include "stages/insight/grammar.h"
#include "stages/insight/word_set.h"

namespace pith::insight {

namespace {

constexpr std::size_t least_words = 4;  // are left

// What leads a claim and is no part of it; longest first where one begins another.
constexpr std::array<std::string_view, 57> hedges{"what i've found is that",
                                                  "what that means is that",
                                                  "what that means is",
                                                  "what this means is that",
                                                  "what this means is",
                                                  "on the other hand",
                                                  "in fact",
                                                  "first of all",
                                                  "you're right",
                                                  "you're absolutely right",
                                                  "just in summary",
                                                  "in summary",
                                                  "first off",
                                                  "then finally",
                                                  "it's true that",
                                                  "it's clear that",
                                                  "it's interesting that",
                                                  "it's amazing that",
                                                  "it's obvious that",
                                                  "that's fascinating that",
                                                  "it's fascinating that",
                                                  "the good news is that",
                                                  "the interesting thing is that",
                                                  "the lesson is that",
                                                  "one of the things i've learned is that",
                                                  "one thing i've learned is that",
                                                  "the thing is that",
                                                  "the thing is",
                                                  "the truth is that",
                                                  "the truth is",
                                                  "the reality is that",
                                                  "the reality is",
                                                  "the fact is that",
                                                  "the fact is",
                                                  "the fact of the matter is",
                                                  "the point is that",
                                                  "the point is",
                                                  "my point is",
                                                  "the bottom line is",
                                                  "it turns out that",
                                                  "it turns out",
                                                  "it just means that",
                                                  "it means that",
                                                  "that means that",
                                                  "that means",
                                                  "which means that",
                                                  "which means",
                                                  "in my opinion",
                                                  "in other words",
                                                  "for example",
                                                  "for instance",
                                                  "of course",
                                                  "at the end of the day",
                                                  "basically",
                                                  "honestly",
                                                  "obviously",
                                                  "actually"};
constexpr WordSet hedge_starts({"just", "first", "then",   "actually", "at",        "basically", "for", "honestly",
                                "in",   "it",    "it's",   "my",       "obviously", "of",        "on",  "you're",
                                "one",  "that",  "that's", "the",      "what",      "which"});
// "I think that ...", "we found ...": what the speaker only says to hold.
constexpr WordSet beliefs({"think",    "believe", "guess", "suppose", "feel",      "find",       "found",   "learned",
                           "realized", "noticed", "argue", "say",     "know",      "discovered", "suspect", "realize",
                           "saw",      "see",     "mean",  "notice",  "recognize", "learn",      "knew",    "admit"});
// These hold less than they claim ("I know people love it" concedes it), and so do claims that several hold.
constexpr WordSet unsure_beliefs({"guess", "suppose", "suspect", "feel", "know"});
constexpr WordSet opinions({"think", "believe", "say", "argue", "mean"});
constexpr WordSet before_belief({"i", "we", "i've", "we've", "i'd", "i'm", "would", "just", "do", "really", "also",
                                 "have"});
// Left out of a headline: they say nothing there.
constexpr WordSet weak({"just", "really", "actually", "basically", "literally", "obviously", "honestly", "certainly",
                        "essentially", "definitely", "again"});
// Only after these does "just" say nothing.
constexpr WordSet before_just({"i", "you", "we", "they", "it", "he", "she", "can", "will", "would", "could", "to",
                               "is"});
std::size_t length_of(std::string_view phrase) { return static_cast<std::size_t>(std::ranges::count(phrase, ' ')) + 1; }

void drop_first(SpokenWords& words, std::size_t count) {
  words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(count));
}

bool whole(const SpokenWords& words) { return read_clause(words).whole; }

SpokenWords after(const SpokenWords& words, std::size_t count) {
  return {words.begin() + static_cast<std::ptrdiff_t>(count), words.end()};
}

// The length of "I (really) think (that)", 0 where there is none.
std::size_t belief_length(const SpokenWords& words) {
  std::size_t at = 0;
  while (at < words.size() && before_belief.has(words[at].bare)) ++at;
  const bool speaker = at > 0 && (words[0].bare.starts_with('i') || words[0].bare.starts_with("we"));
  if (!speaker || at >= words.size() || !beliefs.has(words[at].bare)) return 0;
  const bool ours = words[0].bare.starts_with("we");
  if (unsure_beliefs.has(words[at].bare) || (ours && opinions.has(words[at].bare))) return 0;
  ++at;
  if (at < words.size() && (words[at].bare == "like" || words[at].bare == "out" || words[at].bare == "also")) ++at;
  if (at < words.size() && words[at].bare == "that") ++at;
  return at;
}
// The same before a whole clause. "I know | has been a complaint" is none: the verb has lost its subject.
std::size_t belief_before(const SpokenWords& words) {
  const auto at = belief_length(words);
  if (at == 0 || at >= words.size() || words.size() - at < least_words || is_auxiliary(words[at].bare)) return 0;
  return whole(after(words, at)) ? at : 0;
}

// "we don't have really a burn rate", "no one really knows": there it says how far.
bool denied_shortly_before(const SpokenWords& words, std::size_t at) {
  constexpr std::size_t reach = 3;
  for (std::size_t back = 1; back <= std::min(at, reach); ++back)
    if (is_negation(words[at - back].bare)) return true;
  return false;
}

bool begins_with_vowel(const SpokenWord& word) {
  return !word.bare.empty() && std::string_view("aeiou").contains(word.bare.front());
}

// "a really exciting model" would become "a exciting model".
bool article_would_be_wrong(const SpokenWords& words, std::size_t at) {
  if (at == 0 || at + 1 >= words.size()) return false;
  const auto& article = words[at - 1].bare;
  return (article == "a" && begins_with_vowel(words[at + 1])) || (article == "an" && !begins_with_vowel(words[at + 1]));
}

}  // namespace

bool is_belief(std::string_view word) { return beliefs.has(word); }

bool belief_without_claim(const SpokenWords& words) {
  constexpr WordSet verbs({"think", "believe", "guess", "suppose", "feel"});
  const auto at = belief_length(words);
  if (at < 2 || at >= words.size()) return false;
  const auto& verb = words[words[at - 1].bare == "that" && at > 2 ? at - 2 : at - 1].bare;
  return verbs.has(verb) && !is_preposition(words[at].bare) && !whole(after(words, at));
}

void drop_hedges(SpokenWords& words) {
  for (bool again = true; again && !words.empty();) {
    again = false;
    if (hedge_starts.has(words.front().bare))
      for (const auto hedge : hedges)
        if (reads(words, 0, hedge) && words.size() > length_of(hedge)) {
          drop_first(words, length_of(hedge));
          again = true;
          break;
        }
    if (const auto belief = belief_before(words); belief > 0) drop_first(words, belief), again = true;
  }
}

void drop_weak(SpokenWords& words) {
  for (std::size_t at = 0; at < words.size();) {
    const bool negated = denied_shortly_before(words, at);
    const bool only = words[at].bare == "just" && (at == 0 || !before_just.has(words[at - 1].bare));
    const bool doubled = at > 0 && words[at].bare == words[at - 1].bare && words[at].bare == "very";
    const bool goes = (weak.has(words[at].bare) || doubled) && !negated && !only && !words[at].ends() &&
                      words.size() > least_words && !article_would_be_wrong(words, at);
    if (!goes) {
      ++at;
      continue;
    }
    if (at > 0 && words[at].pauses() && words[at - 1].text.ends_with(',')) words[at - 1].text.pop_back();
    if (doubled && words[at - 1].text.ends_with(',')) words[at - 1].text.pop_back();
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(at));
  }
}

}  // namespace pith::insight
