#include "search/plan.h"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

namespace pith::search {

namespace {

constexpr double idle = 1.45;        // words that tell less are said by everybody, about everything
constexpr std::size_t longest = 10;  // words; a longer query is a text to find the like of
constexpr std::size_t few = 3;       // words, up to which the insight itself must have them
constexpr std::size_t most_words = 24;
constexpr std::size_t most_words_in_talk = 6;
// Of these one must be there: what has only the less telling words would never come first, and there is much of it.
constexpr std::size_t most_telling = 10;
constexpr std::size_t most_telling_in_talk = 5;

struct Weighed {
  const Asked* asked;
  double telling;
};

// Those that tell something, most telling first, each once; all where none does.
std::vector<Weighed> weighed(const Query& query, const Telling& telling) {
  std::vector<Weighed> words;
  for (const auto& asked : query.wanted) {
    const auto same = [&](const Weighed& one) { return one.asked->text == asked.text; };
    if (!asked.phrase && std::ranges::none_of(words, same))
      words.push_back({&asked, asked.beginning ? 2 * idle : telling(asked.text)});
  }
  std::ranges::stable_sort(words, std::ranges::greater{}, &Weighed::telling);
  const auto end = std::ranges::find_if(words, [](const Weighed& one) { return one.telling < idle; });
  if (end != words.begin()) words.erase(end, words.end());
  return words;
}

store::Term term_of(const Asked& asked) { return {{asked.text}, asked.beginning}; }

std::vector<store::Term> first_terms(std::span<const Weighed> words, std::size_t most) {
  std::vector<store::Term> terms;
  for (const auto& one : words.first(std::min(most, words.size()))) terms.push_back(term_of(*one.asked));
  return terms;
}

}  // namespace

Plan plan(const Query& query, const Telling& telling) {
  store::Words base;
  for (const auto& asked : query.wanted)
    if (asked.phrase) base.needed.push_back(term_of(asked));
  for (const auto& asked : query.refused) base.refused.push_back(term_of(asked));
  const auto words = weighed(query, telling);
  Plan made{base, base, base};
  if (words.size() > longest)
    made.all = {};
  else
    made.all.wanted = first_terms(words, longest);
  made.any.join = made.talk.join = store::Join::any;
  made.any.around = words.size() > few;
  made.any.wanted = first_terms(words, most_words);
  made.talk.wanted = first_terms(words, most_words_in_talk);
  if (made.any.wanted.size() > most_telling) made.any.telling = first_terms(words, most_telling);
  if (made.talk.wanted.size() > most_telling_in_talk) made.talk.telling = first_terms(words, most_telling_in_talk);
  return made;
}

}  // namespace pith::search
