// What is looked for, as FTS5 wants it. Pure.
#pragma once

#include <string>
#include <string_view>

#include "store/search.h"

namespace pith::store {

// Safe whatever the terms hold. Empty where nothing is wanted or needed. `own`: the columns to look in, as FTS5 names
// them, but for what may stand around.
std::string match_expression(const Words& words, std::string_view own = {});

}  // namespace pith::store
