#include "stages/insight/dense.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <set>

#include "stages/insight/talk_counts.h"
#include "stages/insight/word_classes.h"
#include "text/words.h"

namespace pith::insight {

namespace {

using Values = std::vector<float>;

struct Place {
  const Talk& talk;
  const TalkCounts& counts;
  std::size_t cue;
  std::string_view text() const { return talk.transcript->cues[cue].text; }
  std::span<const TalkWord> words() const { return talk.words_of(cue); }
};

float number(std::size_t value) { return static_cast<float>(value); }
float flag(bool value) { return value ? 1.0F : 0.0F; }
float share(float part, float whole) { return part / std::max(1.0F, whole); }

bool starts_with(std::span<const TalkWord> words, WordClass kind) {
  return !words.empty() && (words.front().facts.classes & bit(kind)) != 0;
}

void class_counts(const Place& place, Values& out) {
  std::array<float, counted_classes> counts{};
  constexpr std::uint32_t counted = (1U << counted_classes) - 1;
  for (const auto& word : place.words())
    for (auto bits = word.facts.classes & counted; bits != 0; bits &= bits - 1)
      ++counts[static_cast<std::size_t>(std::countr_zero(bits))];
  out.insert(out.end(), counts.begin(), counts.end());
}

// Names and such: words after the first that begin with a capital, but for "I".
std::size_t capitals(std::string_view text) {
  std::size_t found = 0;
  for (std::size_t at = 1; at < text.size(); ++at)
    if (text[at - 1] == ' ' && text[at] >= 'A' && text[at] <= 'Z' && text[at] != 'I') ++found;
  return found;
}

std::size_t digit_runs(std::string_view text) {
  std::size_t found = 0;
  bool inside = false;
  for (const char letter : text) {
    const bool digit = letter >= '0' && letter <= '9';
    found += digit && !inside ? 1 : 0;
    inside = digit;
  }
  return found;
}

void form(const Place& place, Values& out) {
  const auto text = place.text();
  const auto words = place.words();
  out.insert(out.end(), {number(words.size()), flag(text.ends_with('?')), flag(text.ends_with('!')),
                         flag(text.contains("...")), number(digit_runs(text)), number(capitals(text)),
                         number(text::occurrences(text, "\"")) / 2 + number(text::occurrences(text, "\u201C")),
                         number(text::occurrences(text, ",")),
                         number(text::occurrences(text, " - ") + text::occurrences(text, "\u2014")),
                         flag(starts_with(words, WordClass::connective)), flag(starts_with(words, WordClass::pronoun)),
                         flag(starts_with(words, WordClass::first_person))});
}

// How rare, how central to the talk and how new its words are.
void substance(const Place& place, Values& out) {
  float rarity = 0;
  float rarest = 0;
  float substantial = 0;
  float occurrences = 0;
  float weighted = 0;
  float fresh = 0;
  for (const auto& word : place.words()) {
    rarity += word.facts.rarity;
    rarest = std::max(rarest, word.facts.rarity);
    if (!has_substance(word)) continue;
    const auto count = number(place.counts.count(word.hash));
    ++substantial;
    occurrences += count;
    weighted += count * word.facts.rarity;
    fresh += flag(place.counts.first_cue(word.hash) == place.cue);
  }
  const auto words = number(place.words().size());
  const auto total = number(place.counts.words());
  out.insert(out.end(), {share(rarity, words), rarest, share(substantial, words),
                         share(occurrences, substantial) / std::max(1.0F, total) * 1000,
                         weighted / std::max(1.0F, total) * 100, share(fresh, substantial)});
}

void standing(const Place& place, Values& out) {
  const auto& turn = place.talk.turn_of(place.cue);
  const auto& cue = place.talk.cues[place.cue];
  const auto into = place.cue - turn.first;
  const auto before = cue.first_word - place.talk.cues[turn.first].first_word;
  const auto total = place.talk.cues.size();
  out.insert(out.end(), {number(into), number(turn.cues - 1 - into), number(turn.cues), number(turn.words),
                         (number(into) + 0.5F) / number(turn.cues), number(before), number(place.cue) / number(total),
                         number(place.cue), number(total - place.cue)});
}

void speaker(const Place& place, Values& out) {
  const auto& said = place.counts.speaker_of(place.cue);
  out.insert(out.end(),
             {share(number(said.words), number(place.counts.words())), share(number(said.questions), number(said.cues)),
              share(number(said.words), number(said.cues)), number(place.counts.speakers())});
}

// The listener's first words after the turn: a reaction, praise, the claim in other words.
void answer(const Place& place, Values& out) {
  const auto next = place.talk.cues[place.cue].turn + 1;
  if (next >= place.talk.turns.size()) {
    out.insert(out.end(), 4, 0.0F);
    return;
  }
  constexpr std::size_t opening_words = 25;
  constexpr std::size_t opening_cues = 4;
  const auto& turn = place.talk.turns[next];
  const auto first = place.talk.cues[turn.first].first_word;
  const std::span<const TalkWord> all{place.talk.words.data() + first, turn.words};
  const auto opening = all.first(std::min(opening_words, all.size()));
  const auto praise = std::ranges::count_if(
      opening, [](const auto& word) { return (word.facts.classes & bit(WordClass::appreciation)) != 0; });
  std::set<std::uint64_t> echo;
  for (auto cue = turn.first; cue < turn.first + std::min(opening_cues, turn.cues); ++cue)
    for (const auto& word : place.talk.words_of(cue))
      if (has_substance(word)) echo.insert(word.hash);
  float substantial = 0;
  float echoed = 0;
  for (const auto& word : place.words()) {
    if (!has_substance(word)) continue;
    ++substantial;
    echoed += flag(echo.contains(word.hash));
  }
  out.insert(out.end(), {number(turn.words), number(static_cast<std::size_t>(praise)),
                         flag(starts_with(opening, WordClass::reaction)), share(echoed, substantial)});
}

void before(const Place& place, Values& out) {
  const auto turn = place.talk.cues[place.cue].turn;
  if (turn == 0) {
    out.insert(out.end(), 2, 0.0F);
    return;
  }
  const auto& last = place.talk.turns[turn - 1];
  constexpr std::size_t closing_cues = 2;
  bool asked = false;
  for (auto cue = last.end() - std::min(closing_cues, last.cues); cue < last.end(); ++cue)
    asked = asked || place.talk.cues[cue].question;
  out.insert(out.end(), {flag(asked), number(last.words)});
}

struct Group {
  void (*append)(const Place&, Values&);
  std::vector<std::string_view> names;
};

const std::vector<Group>& groups() {
  static const std::vector<Group> all = [] {
    Group classes{class_counts, {}};
    for (std::size_t kind = 0; kind < counted_classes; ++kind) classes.names.push_back(word_classes[kind].name);
    return std::vector<Group>{
        std::move(classes),
        {form,
         {"words", "question", "exclamation", "ellipsis", "digits", "capitals", "quotes", "commas", "dashes",
          "connective_start", "pronoun_start", "first_person_start"}},
        {substance, {"rarity", "rarest", "substance", "occurrences", "weight", "new_words"}},
        {standing,
         {"into_turn", "left_of_turn", "turn_cues", "turn_words", "turn_place", "words_before", "place", "cues_before",
          "cues_after"}},
        {speaker, {"speaker_share", "speaker_questions", "speaker_cue_words", "speakers"}},
        {answer, {"next_words", "next_praise", "next_reaction", "next_echo"}},
        {before, {"asked_before", "previous_words"}},
    };
  }();
  return all;
}

}  // namespace

const std::vector<std::string_view>& dense_names() {
  static const std::vector<std::string_view> names = [] {
    std::vector<std::string_view> all;
    for (const auto& group : groups()) all.insert(all.end(), group.names.begin(), group.names.end());
    return all;
  }();
  return names;
}

Matrix dense_features(const Talk& talk) {
  const TalkCounts counts(talk);
  Matrix rows(talk.cues.size(), dense_names().size());
  Values values;
  for (std::size_t cue = 0; cue < talk.cues.size(); ++cue) {
    values.clear();
    for (const auto& group : groups()) group.append({talk, counts, cue}, values);
    std::ranges::transform(values, rows.row(cue).begin(), [](float value) { return std::log1p(value); });
  }
  return rows;
}

Matrix meaning_features(const Talk& talk, const Background& background) {
  Matrix rows(talk.cues.size(), background.dimensions());
  for (std::size_t cue = 0; cue < talk.cues.size(); ++cue) {
    const auto row = rows.row(cue);
    float weights = 0;
    for (const auto& word : talk.words_of(cue)) {
      if (word.facts.vector < 0) continue;
      const auto vector = background.vector(word.facts.vector);
      const auto weight = Background::vector_weight(word.facts.rarity);
      weights += weight;
      for (std::size_t k = 0; k < row.size(); ++k) row[k] += weight * static_cast<float>(vector[k]);
    }
    for (auto& value : row) value = weights > 0 ? value / (127 * weights) : 0.0F;
  }
  return rows;
}

}  // namespace pith::insight
