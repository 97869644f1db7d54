#include "stages/insight/clause_edges.h"

#include <algorithm>
#include <span>
#include <string_view>

#include "stages/insight/function_words.h"
#include "stages/insight/verbs.h"
#include "stages/insight/word_set.h"

namespace pith::insight {

namespace {

constexpr WordSet joins({"and", "or"});
constexpr WordSet supposing({"imagine", "suppose", "assume", "assuming", "pretend", "picture", "say"});
constexpr std::size_t longest_list_item = 3;

// Just past the word that pauses at or after `at`.
std::size_t past_pause(const SpokenWords& words, std::size_t at) {
  while (at < words.size() && !words[at].pauses()) ++at;
  return std::min(at + 1, words.size());
}

bool list_goes_on(const SpokenWords& words, std::size_t end) {
  if (!words[end - 1].text.ends_with(',')) return false;
  const auto next = past_pause(words, end);
  const auto& only = words[end];
  if (next == end + 1 && next < words.size() && only.text.ends_with(',') && !is_adverb(only.bare)) return true;
  if (next - end > longest_list_item || has_verb(std::span(words).subspan(end, next - end))) return false;
  return next < words.size() && joins.has(words[next].bare) && words[next - 1].text.ends_with(',');
}

bool speech_follows(const SpokenWords& words, std::size_t end) {
  const auto& text = words[end].text;
  return text.starts_with('"') || text.starts_with("\u201C");
}

bool doubled(const SpokenWords& words, std::size_t end) {
  return end + 1 < words.size() && joins.has(words[end].bare) && words[end + 1].bare == words[end - 1].bare;
}

// "parallels between natural languages | and programming languages".
bool between_two(const SpokenWords& words, std::size_t end) {
  if (words[end].bare != "and") return false;
  const auto start = words.begin();
  const auto stop = start + static_cast<std::ptrdiff_t>(end);
  const auto between = std::find_if(start, stop, [](const auto& word) { return word.bare == "between"; });
  return between != stop && std::none_of(between, stop, [](const auto& word) { return word.bare == "and"; });
}

// "you fetch | and look at a part of it": what both verbs act on comes later.
bool second_verb_follows(const SpokenWords& words, std::size_t end) {
  if (end + 1 >= words.size() || words[end - 1].pauses() || !joins.has(words[end].bare)) return false;
  const auto second = verb_form(words[end + 1].bare);
  const auto before = end > 1 ? std::string_view(words[end - 2].bare) : std::string_view();
  if (second == VerbForm::gerund && (is_auxiliary(before) || is_negation(before)))
    return true;  // "not squash | and merging"
  return verb_form(words[end - 1].bare) == VerbForm::base && second;
}

// "you could argue ...", "people think ...": not what the speaker holds.
bool reports(const SpokenWords& words, std::size_t at) {
  constexpr WordSet others(
      {"you", "people", "they", "some", "someone", "somebody", "everybody", "everyone", "he", "she"});
  constexpr WordSet verbs({"argue", "think", "say", "believe", "assume", "claim", "expect", "said", "thought", "says"});
  if (!verbs.has(words[at].bare)) return false;
  for (std::size_t back = 1; back <= std::min<std::size_t>(at, 3); ++back)
    if (others.has(word_stem(words[at - back].bare))) return true;
  return false;
}

bool denies_more(const SpokenWords& words, std::size_t at) {
  constexpr WordSet further({"just", "only", "that", "like", "because", "simply"});
  constexpr WordSet minds({"think", "believe", "mean", "say", "know", "feel"});
  return is_negation(words[at].bare) && (further.has(words[at + 1].bare) || minds.has(words[at + 1].bare));
}

// After "that": "it's slow", "what we need is ...", "aren't sold", and not "is slow".
bool opens_that_clause(std::string_view word) {
  constexpr WordSet of_several({"are", "aren't", "were", "weren't", "have", "haven't", "do", "don't"});
  return of_several.has(word) || opens_clause(word) || is_subject_pronoun(word) || word == "it's" ||
         word == "there's" || is_determiner(word);
}

// "As much time" without the other "as".
bool half_measured(const SpokenWords& words) {
  const auto as_much = [](const SpokenWord& word, const SpokenWord& next) {
    return word.bare == "as" && (next.bare == "much" || next.bare == "many");
  };
  return std::ranges::adjacent_find(words, as_much) != words.end() &&
         std::ranges::count(words, "as", &SpokenWord::bare) == 1;
}

// "The role that copyright", and not "that well", "close to that model".
bool ends_in_relative_subject(const SpokenWords& words) {
  constexpr WordSet degrees({"well", "much", "bad", "good", "far", "long", "big", "hard", "way", "often", "easy"});
  constexpr std::size_t longest_subject = 3;
  const auto last = std::ranges::find(words.rbegin(), words.rend(), "that", &SpokenWord::bare);
  const auto after = static_cast<std::size_t>(last - words.rbegin());
  if (after == 0 || after > longest_subject || after + 1 >= words.size()) return false;
  const auto subject = std::span(words).last(after);
  const auto& noun = words[words.size() - after - 2].bare;
  if (noun == "to" || degrees.has(subject.front().bare) || has_verb(subject)) return false;
  return !verb_form(noun) && !is_preposition(noun) && !is_auxiliary(noun) && !is_adverb(noun);
}

}  // namespace

bool has_verb(std::span<const SpokenWord> words) {
  return std::ranges::any_of(words, [](const SpokenWord& word) {
    return is_auxiliary(word.bare) || is_contraction(word.bare) || is_subject_pronoun(word.bare) ||
           word.bare.ends_with("'s") || verb_form(word.bare) == VerbForm::past ||
           verb_form(word.bare) == VerbForm::third_person;
  });
}

bool belongs_to_what_goes_before(const SpokenWords& words, std::size_t end) {
  if (end == 0 || end >= words.size()) return false;
  return list_goes_on(words, end) || speech_follows(words, end) || doubled(words, end) ||
         second_verb_follows(words, end) || between_two(words, end);
}

bool under_what_goes_before(const SpokenWords& words, std::size_t from) {
  if (from == 0) return false;
  for (std::size_t at = 0; at < from; ++at)
    if (reports(words, at)) return true;
  if (!joins.has(words[from].bare)) return false;
  for (std::size_t at = 0; at < from; ++at) {
    const bool starts =
        at == 0 || words[at - 1].pauses() || joins.has(words[at - 1].bare) || words[at - 1].bare == "so";
    if (starts && supposing.has(words[at].bare)) return true;
    if (at + 1 < from && denies_more(words, at)) return true;
  }
  return false;
}

bool begins_like_a_part(const SpokenWords& words) {
  if (words.size() < 2) return true;
  const auto& first = words[0].bare;
  const auto& second = words[1].bare;
  if (supposing.has(first) || first == "not" || first == "has") return true;
  if (first == "that") return opens_that_clause(second);
  if (first == "just" || first == "it's") return second == "like";
  if (first == "even") return is_preposition(second);
  if (first == "hence" || first == "important") return is_auxiliary(second);
  if (first == "only" || first == "other") return is_preposition(second) || second == "than";
  if (first == "maybe") return verb_form(second) == VerbForm::gerund;
  return verb_form(first) == VerbForm::past && !is_noun_too(first) && is_preposition(second);
}

bool begins_inside(const SpokenWords& words) {
  constexpr WordSet inside({"to", "where", "whose"});
  if (inside.has(words.front().bare)) return true;
  if (!is_preposition(words.front().bare)) return false;
  const auto pause = std::ranges::find_if(words, &SpokenWord::pauses);
  if (pause != words.end() && has_verb({pause + 1, words.end()})) return false;
  for (std::size_t at = 2; at < words.size() && !is_auxiliary(words[at].bare); ++at)
    if (is_determiner(words[at].bare) || is_subject_pronoun(words[at].bare)) return is_preposition(words[at - 1].bare);
  return true;
}

bool half_of_two(const SpokenWords& words) {
  const auto count = [&](std::string_view word) { return std::ranges::count(words, word, &SpokenWord::bare); };
  const auto not_only = [](const SpokenWord& word, const SpokenWord& next) {
    return next.bare == "only" && is_negation(word.bare);
  };
  if (count("but") == 0 && std::ranges::adjacent_find(words, not_only) != words.end()) return true;
  return count("either") > 0 && count("or") == 0;
}

bool ends_early(const SpokenWords& words) {
  constexpr WordSet degrees({"more", "less", "most", "very", "really", "super", "pretty"});
  const auto size = words.size();
  if (size < 3 || words[size - 1].bare == words[size - 2].bare) return true;
  if (degrees.has(words[size - 2].bare) && verb_form(words[size - 3].bare) == VerbForm::gerund) return true;
  return half_measured(words) || ends_in_relative_subject(words);
}

}  // namespace pith::insight
