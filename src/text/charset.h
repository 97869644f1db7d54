// Names of encodings: what is meant by one, and which the bytes look like. Pure and thread-safe.
#pragma once

#include <string>
#include <string_view>

namespace pith::text {

// What a declared encoding means, in lower case: writers of "iso-8859-1" mean windows-1252, as browsers take it.
std::string charset_meant(std::string_view name);

// Whether it is a mail code of Japan, Korea or China, whose bytes are ASCII to look at. `meant`: of charset_meant().
bool shifts_by_escapes(std::string_view meant);

// Of bytes that are not UTF-8: a name for lib/icu's to_utf8: "windows-1251", "Shift_JIS"; windows-1252 where the bytes
// tell too little. Markup, times and what else is ASCII does not count; of the rest the first 64 kB.
std::string guess_charset(std::string_view bytes);

}  // namespace pith::text
