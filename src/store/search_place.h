// Where insights and passages stand, as words of the search index: so a search in one show, in some months, or without
// what may not be shown is narrowed by the index itself, before anything is ranked. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "store/search.h"

namespace pith::store {

// The show's word, its year's and its month's (UTC). They begin with a character that nobody types.
std::string place_words(std::string_view show_id, Time published);

// What surrounds a search.
struct Surroundings {
  std::string_view names;           // the column that holds who speaks
  std::vector<std::string> unseen;  // shows that may not be shown; not all need be named
  Time first{};                     // what is stored was published from then on
  Time last{};                      // and up to then, included
};

// `expression`, and where `narrow` says. Months are taken whole, so that some outside of its days may be found, too.
std::string narrowed(const std::string& expression, const Narrow& narrow, const Surroundings& around);

}  // namespace pith::store
