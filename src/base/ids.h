// Stable ids: a prefix and 12 base32 characters of SHA-256 over keys that never change (invariant 3). Two runs over the
// same world give the same ids.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace pith {

// make_id("ep", {show_id, guid}) -> "ep_k3j2..."; the keys' order counts, and {"ab","c"} differs from {"a","bc"}.
std::string make_id(std::string_view prefix, std::initializer_list<std::string_view> keys);

// Whether `text` has the form of make_id's.
bool is_id(std::string_view text, std::string_view prefix);

// Lower-case hexadecimal of the first `bytes` bytes of SHA-256: for ETags and content hashes.
std::string content_hash(std::string_view bytes_in, std::size_t bytes = 16);

// "The Deep Grid!" -> "the-deep-grid": for addresses; letters and digits of ASCII only, never empty ("show" then).
std::string slug_of(std::string_view title);

}  // namespace pith
