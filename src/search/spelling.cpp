#include "search/spelling.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <vector>

namespace pith::search {

namespace {

constexpr std::int64_t commoner = 20;  // times, for a word that is said to be taken for a slip

std::size_t apart(std::size_t a, std::size_t b) { return a < b ? b - a : a - b; }

// Better first: of equally near words one that has the letters typed, for hands swap two more often than they miss one.
std::tuple<bool, std::int64_t> standing(std::string_view typed, const store::WordUse& word) {
  return {std::ranges::is_permutation(typed, word.word), word.episodes};
}

}  // namespace

std::size_t edits(std::string_view a, std::string_view b, std::size_t most) {
  if (apart(a.size(), b.size()) > most) return most + 1;
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(last.begin(), last.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    if (std::ranges::min(row) > most) return most + 1;
    std::swap(before, last);
    std::swap(last, row);
  }
  return std::min(last[b.size()], most + 1);
}

std::size_t edits_forgiven(std::size_t letters) {
  if (letters < 4) return 0;
  return letters < 7 ? 1 : 2;
}

std::string likely_meant(std::string_view typed, std::int64_t episodes, std::span<const store::WordUse> said) {
  const store::WordUse* best = nullptr;
  auto fewest = edits_forgiven(typed.size());
  for (const auto& word : said) {
    if (word.word == typed || word.episodes < std::max<std::int64_t>(1, commoner * episodes)) continue;
    const auto away = edits(typed, word.word, fewest);
    if (away > fewest) continue;
    if (best != nullptr && away == fewest && standing(typed, word) <= standing(typed, *best)) continue;
    best = &word;
    fewest = away;
  }
  return best == nullptr || fewest == 0 ? std::string{} : best->word;
}

}  // namespace pith::search
