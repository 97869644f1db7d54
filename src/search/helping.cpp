#include "search/helping.h"

#include <algorithm>
#include <vector>

#include "search/spelling.h"
#include "store/search.h"
#include "store/vocabulary.h"
#include "text/utf8.h"
#include "text/words.h"

namespace pith::search {

namespace {

constexpr std::size_t most_forms = 12;
constexpr std::size_t longest = 12;  // words; a longer text is found by its other words
constexpr std::int64_t seldom = 2;   // episodes: what is said in no more may be a slip of whoever transcribed
constexpr std::int64_t often = 20;   // episodes: each half of two words typed as one
constexpr std::size_t shortest_half = 3;
constexpr int most_tries = 4;  // of what may be meant but not shown

// A word that may be misspelt, in how many episodes it is said, and for whom another is looked for.
struct Doubt {
  std::string word;
  std::int64_t episodes = 0;
  bool with_private = true;
};

bool is_plain(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
}

Result<void> complete(const store::Session& session, store::Term& term) {
  if (!term.beginning || term.forms.size() != 1) return {};
  const auto letters = term.forms.front();
  if (letters.contains(' ') || !text::is_ascii(letters)) return {};
  auto words = store::words_beginning(session, letters);
  if (!words) return std::unexpected(words.error());
  if (words->empty()) return {};
  std::ranges::stable_sort(*words, std::ranges::greater{}, &store::WordUse::episodes);
  if (words->size() > most_forms) words->resize(most_forms);
  term = {};
  for (auto& word : *words) term.forms.push_back(std::move(word.word));
  if (std::ranges::find(term.forms, letters) == term.forms.end()) term.forms.push_back(letters);
  return {};
}

// In how many episodes it is said; one that only insights have counts as said by many.
Result<std::int64_t> uses(const store::Session& session, const std::string& word) {
  const auto said = store::episodes_with(session, word);
  if (!said || *said > 0) return said;
  const auto insights = store::insights_having(session, {.wanted = {store::Term{{word}}}});
  if (!insights) return std::unexpected(insights.error());
  return insights->empty() ? 0 : seldom + 1;
}

// "machinelearning": the two words it is made of, where both are said often.
Result<std::string> parted(const store::Session& session, std::string_view word) {
  std::string best;
  std::int64_t most = often - 1;
  for (auto at = shortest_half; at + shortest_half <= word.size(); ++at) {
    const auto left = store::episodes_with(session, word.substr(0, at));
    const auto right = store::episodes_with(session, word.substr(at));
    if (!left) return std::unexpected(left.error());
    if (!right) return std::unexpected(right.error());
    if (std::min(*left, *right) <= most) continue;
    most = std::min(*left, *right);
    best = std::string(word.substr(0, at)) + ' ' + std::string(word.substr(at));
  }
  return best;
}

// Whether each of these words, apart by spaces, is in something that may be shown: others must not hear of private
// talk.
Result<bool> is_shown(const store::Session& session, std::string_view words, bool with_private) {
  const store::Narrow narrow{.with_private = with_private};
  for (const auto word : text::words_in(words)) {
    const store::Words asked{.wanted = {store::Term{{std::string(word)}}}};
    const auto insights = store::insights_by_words(session, asked, narrow, 1);
    if (!insights) return std::unexpected(insights.error());
    const auto said = store::passages_by_words(session, asked, narrow, 1);
    if (!said) return std::unexpected(said.error());
    if (insights->empty() && said->empty()) return false;
  }
  return true;
}

// The likeliest that may be shown.
Result<std::string> likely_and_shown(const store::Session& session, const Doubt& doubt,
                                     std::vector<store::WordUse> said) {
  for (int tries = 0; tries < most_tries; ++tries) {
    auto likely = likely_meant(doubt.word, doubt.episodes, said);
    if (likely.empty()) break;
    const auto shown = is_shown(session, likely, doubt.with_private);
    if (!shown) return std::unexpected(shown.error());
    if (*shown) return likely;
    std::erase_if(said, [&](const store::WordUse& use) { return use.word == likely; });
  }
  return std::string{};
}

// Slips seldom touch the first letter, or swap it with the second.
Result<std::string> meant_by(const store::Session& session, const Doubt& doubt) {
  for (const auto first : {doubt.word[0], doubt.word[1]}) {
    auto said = store::words_beginning(session, std::string(1, first));
    if (!said) return std::unexpected(said.error());
    auto likely = likely_and_shown(session, doubt, *std::move(said));
    if (!likely || !likely->empty()) return likely;
  }
  if (doubt.episodes != 0) return std::string{};
  auto words = parted(session, doubt.word);
  if (!words || words->empty()) return words;
  const auto shown = is_shown(session, *words, doubt.with_private);
  if (!shown) return std::unexpected(shown.error());
  return *shown ? words : std::string{};
}

Result<bool> begins_a_word(const store::Session& session, const Asked& asked) {
  const auto words = store::words_beginning(session, asked.text);
  if (!words) return std::unexpected(words.error());
  return !words->empty();
}

// Whether it may be a misspelt word.
Result<bool> is_doubtful(const store::Session& session, const Asked& asked) {
  if (asked.phrase || edits_forgiven(asked.text.size()) == 0 || !is_plain(asked.text)) return false;
  if (asked.beginning) {
    const auto begins = begins_a_word(session, asked);
    if (!begins) return std::unexpected(begins.error());
    if (*begins) return false;
  }
  const auto episodes = uses(session, asked.text);
  if (!episodes) return std::unexpected(episodes.error());
  return *episodes <= seldom;
}

// What was likely meant by a doubtful word; empty where nothing is likely.
Result<std::string> in_its_spelling(const store::Session& session, const Asked& asked, bool with_private) {
  const auto episodes = uses(session, asked.text);
  if (!episodes) return std::unexpected(episodes.error());
  return meant_by(session, {asked.text, *episodes, with_private});
}

}  // namespace

Result<void> complete(const store::Session& session, Plan& plan) {
  for (auto* words : {&plan.all, &plan.any, &plan.talk})
    for (auto* terms : {&words->wanted, &words->needed, &words->telling, &words->refused})
      for (auto& term : *terms)
        if (auto done = complete(session, term); !done) return done;
  return {};
}

Result<std::string> corrected(const store::Session& session, const Query& query, const Typed& typed) {
  if (query.wanted.size() > longest) return std::string{};
  constexpr int most_unknown = 3;  // words; for each, all that begin alike are walked
  int unknown = 0;
  std::string better(typed.text);
  bool changed = false;
  // From the back, so that places before stay as they are.
  for (auto asked = query.wanted.rbegin(); asked != query.wanted.rend(); ++asked) {
    const auto doubtful = is_doubtful(session, *asked);
    if (!doubtful) return std::unexpected(doubtful.error());
    if (*doubtful && ++unknown > most_unknown) return std::string{};
    const auto meant =
        *doubtful ? in_its_spelling(session, *asked, typed.with_private) : Result<std::string>(std::string{});
    if (!meant) return std::unexpected(meant.error());
    if (meant->empty()) continue;
    better.replace(asked->begin, asked->end - asked->begin, *meant);
    changed = true;
  }
  return changed ? better : std::string{};
}

}  // namespace pith::search
