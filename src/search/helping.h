// Help with words that are not finished, or that nobody says: from the words that are said.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "search/plan.h"
#include "search/query.h"
#include "store/store.h"

namespace pith::search {

// Gives each beginning of a word the most said words that begin so; one that begins none stays as it is.
Result<void> complete(const store::Session& session, Plan& plan);

struct Typed {
  std::string_view text;
  bool with_private = true;  // the owner alone looks
};

// The text with each word that nobody says, in talk or insights, in its likely spelling; empty where none is likely.
// Only words of what may be shown are likely.
Result<std::string> corrected(const store::Session& session, const Query& query, const Typed& typed);

}  // namespace pith::search
