// Code points as UTF-8. Pure.
#pragma once

#include <string>

namespace pith {

// Appends `value` as UTF-8; what is no code point (a surrogate, too large) as U+FFFD.
void append_code_point(std::string& out, char32_t value);

}  // namespace pith
