// How alike two texts are, by words and by letters. Pure and thread-safe.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace pith::text {

// The words of a text with their counts, made once for many comparisons. Words as the evaluation counts them.
class WordBag {
 public:
  WordBag() = default;
  explicit WordBag(std::string_view text);
  int total() const { return total_; }
  // Each different word's hash with its count, by hash.
  const std::vector<std::pair<std::uint64_t, int>>& counts() const { return counts_; }

  // 2 * common words / all words of both, counts included: ROUGE-1's F1. 0 where either is empty.
  friend double rouge1_f1(const WordBag& a, const WordBag& b);
  // Different words in common / different words of both.
  friend double jaccard(const WordBag& a, const WordBag& b);

 private:
  std::vector<std::pair<std::uint64_t, int>> counts_;  // hash of the word, count; sorted
  int total_ = 0;
};

double rouge1_f1(const WordBag& a, const WordBag& b);
double jaccard(const WordBag& a, const WordBag& b);
double rouge1_f1(std::string_view a, std::string_view b);
double jaccard(std::string_view a, std::string_view b);

// 1 - edits / the longer's length, over bytes; 1 for two empty texts. What is surely below `at_least` gives 0, at once.
// Time a * b: for sentences, not for episodes.
double edit_similarity(std::string_view a, std::string_view b, double at_least = 0);

}  // namespace pith::text
