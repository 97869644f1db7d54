#include "text/bag_index.h"

#include <algorithm>

namespace pith::text {

void BagIndex::add(const WordBag& bag) {
  const auto number = static_cast<std::uint32_t>(totals_.size());
  totals_.push_back(bag.total());
  for (const auto& [word, count] : bag.counts()) postings_[word].emplace_back(number, count);
}

std::vector<std::uint32_t> BagIndex::alike(const WordBag& bag, double at_least) const {
  std::vector<int> common(totals_.size(), 0);
  for (const auto& [word, count] : bag.counts()) {
    const auto list = postings_.find(word);
    if (list == postings_.end()) continue;
    for (const auto& [number, other] : list->second) common[number] += std::min(count, other);
  }
  std::vector<std::uint32_t> found;
  for (std::uint32_t number = 0; number < totals_.size(); ++number)
    if (common[number] > 0 && 2.0 * common[number] / (bag.total() + totals_[number]) >= at_least)
      found.push_back(number);
  return found;
}

}  // namespace pith::text
