// Finds, among many texts, those that have nearly the same words as one: exactly as rouge1_f1 has it, without comparing
// each with each. Pure; any thread may look once all are added.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "text/similarity.h"

namespace pith::text {

class BagIndex {
 public:
  void add(const WordBag& bag);  // its number is how many were added before
  // The numbers of those with rouge1_f1 >= at_least, ascending; at_least > 0.
  std::vector<std::uint32_t> alike(const WordBag& bag, double at_least) const;

 private:
  std::vector<int> totals_;
  std::unordered_map<std::uint64_t, std::vector<std::pair<std::uint32_t, int>>> postings_;  // by word: number, count
};

}  // namespace pith::text
