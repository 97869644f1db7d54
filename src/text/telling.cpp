#include "text/telling.h"

#include <algorithm>
#include <string>

#include "text/stems.h"
#include "text/words.h"

namespace pith::text {

namespace {

// Inverse document frequencies: "could" has 2.67, "code" 2.75, "AI" 3.6.
constexpr double said_by_all = 2.7;
constexpr double telling_from = 3.5;
constexpr double least = 0.3;  // of a word just above what all say

}  // namespace

double telling(const WordModel& model, std::string_view words) {
  const auto lowered = lower(words);
  Stems stems;
  double most = 0;
  std::size_t at = 0;
  for (auto word = next_word(lowered, at); !word.empty(); word = next_word(lowered, at))
    most = std::max(most, model.idf(stems.of(base_form(word))));
  if (most < said_by_all) return 0;
  return std::min(1.0, least + (1 - least) * (most - said_by_all) / (telling_from - said_by_all));
}

}  // namespace pith::text
