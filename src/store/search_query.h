// What is looked for, as FTS5 wants it. Pure.
#pragma once

#include <string>

#include "store/search.h"

namespace pith::store {

// Safe whatever the terms hold. Empty where nothing is wanted or needed.
std::string match_expression(const Words& words);

}  // namespace pith::store
