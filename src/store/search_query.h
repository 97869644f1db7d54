// What a person typed into the search field, made safe for FTS5, and its words found again in a text. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "store/search.h"

namespace pith::store {

struct Term {
  std::string text;  // one word, or the words of a phrase
  bool prefix = false;
  bool operator==(const Term&) const = default;
};

std::vector<Term> terms_of(std::string_view typed);  // at most 16; those without a letter or digit are left out

enum class Join { all, any };
std::string match_expression(const std::vector<Term>& terms, Join join);

// Words of the text that a term means, endings aside.
std::vector<Mark> marks(std::string_view text, const std::vector<Term>& terms);

}  // namespace pith::store
