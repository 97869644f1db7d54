#include "lib/sodium/crypto.h"

#include <cstdlib>

#include <sodium.h>

namespace pith::sodium {

namespace {

// sodium_init is safe to repeat; without it random_bytes may block or be weak.
void ensure_ready() {
  if (sodium_init() < 0) std::abort();
}

const unsigned char* bytes_of(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }
unsigned char* bytes_of(std::string& text) { return reinterpret_cast<unsigned char*>(text.data()); }

std::string encoded(std::string_view bytes, int variant) {
  std::string out(sodium_base64_encoded_len(bytes.size(), variant), '\0');
  sodium_bin2base64(out.data(), out.size(), bytes_of(bytes), bytes.size(), variant);
  out.pop_back();  // its closing zero
  return out;
}

std::optional<std::string> decoded(std::string_view text, int variant) {
  std::string out(text.size(), '\0');
  std::size_t length = 0;
  const char* end = nullptr;
  if (sodium_base642bin(bytes_of(out), out.size(), text.data(), text.size(), nullptr, &length, &end, variant) != 0)
    return std::nullopt;
  if (end != text.data() + text.size()) return std::nullopt;
  out.resize(length);
  return out;
}

}  // namespace

std::string sha256(std::string_view bytes) {
  std::string out(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(bytes_of(out), bytes_of(bytes), bytes.size());
  return out;
}

std::string hmac_sha256(std::string_view key, std::string_view message) {
  std::string out(crypto_auth_hmacsha256_BYTES, '\0');
  crypto_auth_hmacsha256_state state;
  crypto_auth_hmacsha256_init(&state, bytes_of(key), key.size());
  crypto_auth_hmacsha256_update(&state, bytes_of(message), message.size());
  crypto_auth_hmacsha256_final(&state, bytes_of(out));
  return out;
}

std::string random_bytes(std::size_t count) {
  ensure_ready();
  std::string out(count, '\0');
  randombytes_buf(out.data(), count);
  return out;
}

std::string to_base64url(std::string_view bytes) { return encoded(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING); }
std::optional<std::string> from_base64url(std::string_view text) {
  return decoded(text, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}
std::string to_base64(std::string_view bytes) { return encoded(bytes, sodium_base64_VARIANT_ORIGINAL); }
std::optional<std::string> from_base64(std::string_view text) { return decoded(text, sodium_base64_VARIANT_ORIGINAL); }

bool equal_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace pith::sodium
