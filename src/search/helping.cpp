#include "search/helping.h"

#include <algorithm>
#include <limits>
#include <vector>

#include "search/spelling.h"
#include "store/search.h"
#include "store/vocabulary.h"
#include "text/utf8.h"

namespace pith::search {

namespace {

constexpr std::size_t most_forms = 12;
constexpr std::size_t longest = 12;  // words; a longer text is found by its other words
constexpr int seldom = 2;            // episodes: what is said in no more may be a slip of whoever transcribed
constexpr int often = 20;            // episodes: each half of two words typed as one
constexpr std::size_t shortest_half = 3;
constexpr int most_tries = 4;  // of what may be meant but not shown
// Counted so far: enough to tell whether a word is so much commoner than one that is said seldom (search/spelling.h).
constexpr int most_counted = 100;

// A word that may be misspelt, in how many episodes that may be shown it is said, and for whom another is looked for.
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

// In how many episodes that may be shown it is said, counted as far as it tells something; one that only insights have
// counts as said by many.
Result<std::int64_t> uses(const store::Session& session, const std::string& word, bool with_private) {
  const auto said = store::shown_episodes_with(session, word, with_private, seldom + 1);
  if (!said || *said > 0) return said;
  const auto insights =
      store::insights_by_words(session, {.wanted = {store::Term{{word}}}}, {.with_private = with_private}, 1);
  if (!insights) return std::unexpected(insights.error());
  return insights->empty() ? 0 : seldom + 1;
}

Result<bool> is_said_often(const store::Session& session, std::string_view word, bool with_private) {
  const auto said = store::shown_episodes_with(session, word, with_private, often);
  if (!said) return std::unexpected(said.error());
  return *said >= often;
}

// "machinelearning": the two words it is made of, where both are said often in what may be shown.
Result<std::string> parted(const store::Session& session, const Doubt& doubt) {
  const std::string_view word = doubt.word;
  std::string best;
  std::int64_t most = often - 1;
  for (auto at = shortest_half; at + shortest_half <= word.size(); ++at) {
    std::int64_t both = std::numeric_limits<std::int64_t>::max();
    for (const auto half : {word.substr(0, at), word.substr(at)}) {
      const auto said = store::episodes_with(session, half);
      if (!said) return std::unexpected(said.error());
      const auto shown = *said > most ? is_said_often(session, half, doubt.with_private) : Result<bool>(false);
      if (!shown) return std::unexpected(shown.error());
      both = *shown ? std::min(both, *said) : 0;
      if (both == 0) break;
    }
    if (both <= most) continue;
    most = both;
    best = std::string(word.substr(0, at)) + ' ' + std::string(word.substr(at));
  }
  return best;
}

// The likeliest that may be shown, by how often it is said there: others must not hear of private talk.
Result<std::string> likely_and_shown(const store::Session& session, const Doubt& doubt,
                                     std::vector<store::WordUse> said) {
  for (int tries = 0; tries < most_tries; ++tries) {
    auto likely = likely_meant(doubt.word, doubt.episodes, said);
    if (likely.empty()) break;
    const auto shown = store::shown_episodes_with(session, likely, doubt.with_private, most_counted);
    if (!shown) return std::unexpected(shown.error());
    const store::WordUse as_shown{likely, *shown};
    if (!likely_meant(doubt.word, doubt.episodes, {&as_shown, 1}).empty()) return likely;
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
  return parted(session, doubt);
}

Result<bool> begins_a_word(const store::Session& session, const Asked& asked, bool with_private) {
  const auto words = store::words_beginning(session, asked.text);
  if (!words) return std::unexpected(words.error());
  for (const auto& use : *words) {
    const auto shown = store::shown_episodes_with(session, use.word, with_private, 1);
    if (!shown) return std::unexpected(shown.error());
    if (*shown > 0) return true;
  }
  return false;
}

// Whether it may be a misspelt word.
Result<bool> is_doubtful(const store::Session& session, const Asked& asked, bool with_private) {
  if (asked.phrase || edits_forgiven(asked.text.size()) == 0 || !is_plain(asked.text)) return false;
  if (asked.beginning) {
    const auto begins = begins_a_word(session, asked, with_private);
    if (!begins) return std::unexpected(begins.error());
    if (*begins) return false;
  }
  const auto episodes = uses(session, asked.text, with_private);
  if (!episodes) return std::unexpected(episodes.error());
  return *episodes <= seldom;
}

// What was likely meant by a doubtful word; empty where nothing is likely.
Result<std::string> in_its_spelling(const store::Session& session, const Asked& asked, bool with_private) {
  const auto episodes = uses(session, asked.text, with_private);
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
    const auto doubtful = is_doubtful(session, *asked, typed.with_private);
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
