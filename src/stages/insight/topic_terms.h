// Words as topics and names are looked for by: the hash of the lower-cased word without possessive and plural ending.
// Pure.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace pith::insight {

// "Databases" and "database's" as "database". tools/train_topics.py folds alike.
std::string_view folded_term(std::string_view lowered_word);
std::vector<std::uint64_t> terms_of(std::string_view text);
void append_terms(std::string_view text, std::vector<std::uint64_t>& terms);

}  // namespace pith::insight
