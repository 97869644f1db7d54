#include "search/marks.h"

#include <algorithm>
#include <array>
#include <string>

#include "text/words.h"

namespace pith::search {

namespace {

constexpr std::array<std::string_view, 32> unmarked = {
    "a",   "an", "and", "are", "as", "at",   "be",  "but",   "by", "for", "if", "in",  "is",   "it",   "its",  "it's",
    "not", "of", "on",  "or",  "so", "that", "the", "their", "to", "was", "we", "you", "with", "this", "they", "i"};

// Whether two lower-cased words differ in their ending only.
bool alike(std::string_view one, std::string_view other) {
  const auto [longer, shorter] = one.size() < other.size() ? std::pair{other, one} : std::pair{one, other};
  std::size_t shared = 0;
  while (shared < shorter.size() && longer[shared] == shorter[shared]) ++shared;
  if (shared == longer.size()) return true;
  const std::size_t needed = shorter.size() < 6 ? shorter.size() : shorter.size() - 1;
  return shared >= 3 && shared >= needed && longer.size() - shared <= 3;
}

struct Wanted {
  std::string_view word;
  bool beginning = false;
};

// Small words are marked only where nothing else is asked for.
std::vector<Wanted> words_of(const Query& query) {
  std::vector<Wanted> words;
  for (const bool all : {false, true}) {
    for (const auto& asked : query.wanted)
      for (const auto word : text::words_in(asked.text)) {
        const bool last = word.data() + word.size() == asked.text.data() + asked.text.size();
        if (all || std::ranges::find(unmarked, word) == unmarked.end())
          words.push_back({word, asked.beginning && last});
      }
    if (!words.empty()) break;
  }
  return words;
}

bool means(const Wanted& wanted, std::string_view word) {
  return wanted.beginning ? word.starts_with(wanted.word) : alike(wanted.word, word);
}

}  // namespace

std::vector<store::Mark> marks(std::string_view text, const Query& query) {
  const auto wanted = words_of(query);
  std::vector<store::Mark> found;
  std::size_t at = 0;
  for (auto word = text::next_word(text, at); !word.empty(); word = text::next_word(text, at)) {
    const auto lowered = text::lower(word);
    if (std::ranges::any_of(wanted, [&](const Wanted& one) { return means(one, lowered); }))
      found.push_back({at - word.size(), at});
  }
  return found;
}

}  // namespace pith::search
