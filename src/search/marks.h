// Words of a query found again in a text that is shown. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "search/query.h"
#include "store/search.h"

namespace pith::search {

// Words that are asked for, endings aside, as a stemmer would see them; ascending.
std::vector<store::Mark> marks(std::string_view text, const Query& query);

}  // namespace pith::search
