#include "text/similarity.h"

#include <algorithm>
#include <functional>
#include <numeric>

#include "text/words.h"

namespace pith::text {

namespace {

using Counts = std::vector<std::pair<std::uint64_t, int>>;

// Calls use(count in a, count in b) for each word of both.
template <class Use>
void for_common(const Counts& a, const Counts& b, Use use) {
  for (auto x = a.begin(), y = b.begin(); x != a.end() && y != b.end();) {
    if (x->first < y->first) {
      ++x;
    } else if (y->first < x->first) {
      ++y;
    } else {
      use(x->second, y->second);
      ++x;
      ++y;
    }
  }
}

}  // namespace

WordBag::WordBag(std::string_view text) {
  std::vector<std::uint64_t> hashes;
  for (const auto& word : scorer_words(text)) hashes.push_back(std::hash<std::string>{}(word));
  std::ranges::sort(hashes);
  for (const auto hash : hashes) {
    if (counts_.empty() || counts_.back().first != hash) counts_.emplace_back(hash, 0);
    ++counts_.back().second;
  }
  total_ = static_cast<int>(hashes.size());
}

double rouge1_f1(const WordBag& a, const WordBag& b) {
  int common = 0;
  for_common(a.counts_, b.counts_, [&](int x, int y) { common += std::min(x, y); });
  return common == 0 ? 0 : 2.0 * common / (a.total_ + b.total_);
}

double jaccard(const WordBag& a, const WordBag& b) {
  std::size_t common = 0;
  for_common(a.counts_, b.counts_, [&](int, int) { ++common; });
  const auto all = a.counts_.size() + b.counts_.size() - common;
  return all == 0 ? 0 : static_cast<double>(common) / static_cast<double>(all);
}

double rouge1_f1(std::string_view a, std::string_view b) { return rouge1_f1(WordBag(a), WordBag(b)); }
double jaccard(std::string_view a, std::string_view b) { return jaccard(WordBag(a), WordBag(b)); }

double edit_similarity(std::string_view a, std::string_view b, double at_least) {
  if (a.size() < b.size()) std::swap(a, b);
  if (a.empty()) return 1;
  const auto longer = static_cast<double>(a.size());
  if (static_cast<double>(b.size()) / longer < at_least) return 0;
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 0; i < a.size(); ++i) {
    auto diagonal = row[0];
    auto best = row[0] = i + 1;
    for (std::size_t j = 0; j < b.size(); ++j) {
      const auto changed = diagonal + (a[i] == b[j] ? 0 : 1);
      diagonal = row[j + 1];
      row[j + 1] = std::min({changed, row[j] + 1, row[j + 1] + 1});
      best = std::min(best, row[j + 1]);
    }
    if (1 - static_cast<double>(best) / longer < at_least) return 0;
  }
  return 1 - static_cast<double>(row[b.size()]) / longer;
}

}  // namespace pith::text
