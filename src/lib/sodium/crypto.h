// libsodium, wrapped: hashes, keyed hashes, random bytes, constant-time comparison. Bytes travel as std::string.
// Thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace pith::sodium {

std::string sha256(std::string_view bytes);                               // 32 bytes
std::string hmac_sha256(std::string_view key, std::string_view message);  // 32 bytes
std::string random_bytes(std::size_t count);
bool equal_constant_time(std::string_view a, std::string_view b);

}  // namespace pith::sodium
