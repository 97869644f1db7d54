// A slip that is itself a word: told by the other words it stands with.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "search/query.h"
#include "store/search.h"
#include "store/store.h"

namespace pith::search {

// Where nothing has all the words: the text with one of them as a word an edit away, so that something that may be
// shown has them all. Empty where there is no such word, or where the query is too short or too long to tell.
Result<std::string> meant_beside_others(const store::Session& session, const Query& query, std::string_view typed,
                                        const store::Narrow& narrow);

}  // namespace pith::search
