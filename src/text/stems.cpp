#include "text/stems.h"

namespace pith::text {

std::string_view Stems::of(std::string_view word) {
  if (const auto found = stems_.find(word); found != stems_.end()) return found->second;
  const std::string_view key = kept_.emplace_back(word);
  const auto stemmed = snowball_.stem(key);
  const std::string_view value = stemmed == key ? key : std::string_view(kept_.emplace_back(stemmed));
  stems_.emplace(key, value);
  return value;
}

}  // namespace pith::text
