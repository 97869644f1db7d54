// libsodium, wrapped: hashes, keyed hashes, random bytes, constant-time comparison. Bytes travel as std::string.
// Thread-safe.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace pith::sodium {

std::string sha256(std::string_view bytes);                               // 32 bytes
std::string hmac_sha256(std::string_view key, std::string_view message);  // 32 bytes
std::string random_bytes(std::size_t count);
// Letters, digits, - and _; without padding. None where the text is no such writing.
std::string to_base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);
// RFC 4648, section 4: with + and /, padded.
std::string to_base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);
bool equal_constant_time(std::string_view a, std::string_view b);

}  // namespace pith::sodium
