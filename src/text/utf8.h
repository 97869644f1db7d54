// UTF-8 as bytes from outside arrive and as Pith keeps it: valid, white space folded. Pure and thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/code_point.h"

namespace pith::text {

struct CodePoint {
  char32_t value = 0;      // U+FFFD where the bytes are invalid
  std::size_t length = 0;  // bytes it takes, at least 1
};

// The code point at `at` < text.size().
CodePoint code_point_at(std::string_view text, std::size_t at);
using pith::append_code_point;

std::size_t ascii_run(std::string_view text);  // how many bytes at its beginning are ASCII
bool is_ascii(std::string_view text);
bool is_valid_utf8(std::string_view text);
// The same text where valid; each run of bytes that cannot go on becomes one U+FFFD (Unicode's "maximal subpart").
std::string repair_utf8(std::string_view text);

// Any white space, no-break and zero-width included; control characters count as space.
bool is_space(char32_t value);
// The end of the run from `at` on of visible ASCII words with single spaces between them: text that is folded already.
std::size_t end_of_plain_run(std::string_view text, std::size_t at);
// Runs of white space -> one space, none at the ends; zero-width characters fall.
std::string fold_space(std::string_view text);
// For "are these the same words": case folded, white space folded, typographic quotes, dashes and dots as in ASCII.
std::string fold_for_comparison(std::string_view text);

// At most `max_bytes` of the text, never half a character.
std::string_view truncate_utf8(std::string_view text, std::size_t max_bytes);
// The view without white space (ASCII's) at its ends.
std::string_view trim(std::string_view text);
// The same with its letters (ASCII's) small: a value that a protocol compares without case.
std::string lower_trimmed(std::string_view text);

// The view without UTF-8's byte order mark, which editors and servers put before a text.
std::string_view without_mark(std::string_view text);
// Whether a byte order mark says that it is UTF-16 or UTF-32.
bool has_wide_mark(std::string_view bytes);
// Bytes of any encoding as valid UTF-8: a byte order mark wins, then `charset` where it is known ("" if not declared)
// and the bytes are not plainly UTF-8, then a guess from the bytes. Never fails: what cannot be read is U+FFFD.
std::string decode(std::string_view bytes, std::string_view charset = {});

}  // namespace pith::text
