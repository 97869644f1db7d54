#include "search/beside.h"

#include <algorithm>
#include <vector>

#include "search/spelling.h"
#include "store/vocabulary.h"

namespace pith::search {

namespace {

constexpr std::size_t fewest = 2;  // words
constexpr std::size_t most = 4;
constexpr std::size_t most_tried = 3;   // spellings of a word
constexpr std::int64_t said_often = 5;  // episodes, for a word to be what was meant

bool is_plain(std::string_view word) {
  return std::ranges::all_of(word, [](char c) { return c >= 'a' && c <= 'z'; });
}

// The most said words that are one edit away.
Result<std::vector<store::WordUse>> near(const store::Session& session, std::string_view word) {
  std::vector<store::WordUse> all;
  for (const auto first : {word[0], word[1]}) {
    auto said = store::words_beginning(session, std::string(1, first));
    if (!said) return std::unexpected(said.error());
    for (auto& use : *said)
      if (use.episodes >= said_often && edits(word, use.word, 1) == 1) all.push_back(std::move(use));
    if (word[0] == word[1]) break;
  }
  std::ranges::stable_sort(all, std::ranges::greater{}, &store::WordUse::episodes);
  if (all.size() > most_tried) all.resize(most_tried);
  return all;
}

Result<bool> is_found(const store::Session& session, const store::Words& words, const store::Narrow& narrow) {
  const auto insights = store::insights_by_words(session, words, narrow, 1);
  if (!insights) return std::unexpected(insights.error());
  if (!insights->empty()) return true;
  const auto passages = store::passages_by_words(session, words, narrow, 1);
  if (!passages) return std::unexpected(passages.error());
  return !passages->empty();
}

store::Words words_of(const Query& query, std::size_t place, const std::string& other) {
  store::Words words;
  for (std::size_t n = 0; n < query.wanted.size(); ++n)
    words.wanted.push_back({{n == place ? other : query.wanted[n].text}, query.wanted[n].beginning});
  for (const auto& asked : query.refused) words.refused.push_back({{asked.text}, asked.beginning});
  return words;
}

}  // namespace

Result<std::string> meant_beside_others(const store::Session& session, const Query& query, std::string_view typed,
                                        const store::Narrow& narrow) {
  if (query.wanted.size() < fewest || query.wanted.size() > most) return std::string{};
  for (std::size_t n = 0; n < query.wanted.size(); ++n) {
    const auto& asked = query.wanted[n];
    if (asked.phrase || edits_forgiven(asked.text.size()) == 0 || !is_plain(asked.text)) continue;
    const auto others = near(session, asked.text);
    if (!others) return std::unexpected(others.error());
    for (const auto& other : *others) {
      const auto found = is_found(session, words_of(query, n, other.word), narrow);
      if (!found) return std::unexpected(found.error());
      if (!*found) continue;
      std::string better(typed);
      return better.replace(asked.begin, asked.end - asked.begin, other.word);
    }
  }
  return std::string{};
}

}  // namespace pith::search
