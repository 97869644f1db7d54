// Character references of HTML: named ones (HTML 4's 252 and &apos;), decimal, hexadecimal. Pure and thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace pith::text {

// Every reference decoded once; what is none stays as it is ("AT&T"). The semicolon may be missing where no letter or
// digit follows. References to nothing (0, surrogates, too large) become U+FFFD; 128-159 mean windows-1252, as browsers
// take them.
std::string decode_entities(std::string_view text);

}  // namespace pith::text
