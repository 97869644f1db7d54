// Text set in lines of so many columns, for plain-text mail and terminals. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pith::delivery {

// Columns a terminal takes for it: two for wide East Asian characters and emoji, none for combining marks.
int columns_of(std::string_view text);

// Lines of at most `columns`, broken at spaces; a longer word is broken within. At least one line.
std::vector<std::string> wrap(std::string_view text, int columns);

// The wrapped text with `indent` before every line and a line feed after; empty for an empty text.
std::string wrapped(std::string_view text, int columns, std::string_view indent);

}  // namespace pith::delivery
