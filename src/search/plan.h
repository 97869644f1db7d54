// What to look for of a query: which of its words, together or one by one. Pure.
#pragma once

#include <functional>
#include <string_view>

#include "search/query.h"
#include "store/search.h"

namespace pith::search {

struct Plan {
  store::Words all;   // everything that was asked for together; empty for a long query, where nothing has it all
  store::Words any;   // some of it: the most telling words
  store::Words talk;  // the same for passages, of which there are many more: fewer words
};

// How telling a lower-cased word is: its inverse document frequency.
using Telling = std::function<double(std::string_view)>;

// Words that everybody says are left out where others are asked for; phrases and what is refused always count.
Plan plan(const Query& query, const Telling& telling);

}  // namespace pith::search
