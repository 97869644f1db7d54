#include "stages/insight/relevance.h"

#include <algorithm>
#include <set>
#include <string>

#include "stages/insight/clause.h"

namespace pith::insight {

namespace {

constexpr std::size_t least_shared = 2;

void add_telling(std::string_view text, std::set<std::string>& keys) {
  for (const auto& sentence : sentences_of(text))
    for (const auto& word : sentence.words)
      if (word.telling) keys.insert(word.key);
}

}  // namespace

bool bears_on(std::string_view claimed, std::span<const std::string_view> said) {
  std::set<std::string> claims;
  add_telling(claimed, claims);
  std::set<std::string> spoken;
  for (const auto text : said) add_telling(text, spoken);
  const auto shared = std::ranges::count_if(claims, [&](const std::string& key) { return spoken.contains(key); });
  return static_cast<std::size_t>(shared) >= least_shared;
}

}  // namespace pith::insight
