#include "base/tokens.h"

#include <chrono>
#include <cstdint>

#include "base/ids.h"
#include "lib/sodium/crypto.h"

namespace pith {

namespace {

constexpr std::size_t expiry_bytes = 8;
constexpr std::size_t mac_bytes = 32;
constexpr std::size_t longest_token = 1024;

std::string number_bytes(std::int64_t value) {
  std::string out;
  for (int shift = 56; shift >= 0; shift -= 8)
    out.push_back(static_cast<char>(static_cast<std::uint64_t>(value) >> shift & 0xFFU));
  return out;
}

std::int64_t number_of(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char c : bytes) value = value << 8U | static_cast<unsigned char>(c);
  return static_cast<std::int64_t>(value);
}

}  // namespace

// The purpose is bounded by its length, so that no other purpose and payload make the same bytes.
std::string Signer::mac_of(std::string_view purpose, std::string_view payload) const {
  std::string message = number_bytes(static_cast<std::int64_t>(purpose.size()));
  message.append(purpose).append(payload);
  return sodium::hmac_sha256(key_, message);
}

std::string Signer::sign(std::string_view purpose, std::string_view subject, Time expires) const {
  std::string payload = number_bytes(std::chrono::floor<Seconds>(expires).time_since_epoch().count());
  payload.append(subject);
  return sodium::to_base64url(payload + mac_of(purpose, payload));
}

std::optional<std::string> Signer::check(std::string_view purpose, std::string_view token, Time now) const {
  if (token.size() > longest_token) return std::nullopt;
  const auto bytes = sodium::from_base64url(token);
  if (!bytes || bytes->size() < expiry_bytes + mac_bytes) return std::nullopt;
  const auto payload = std::string_view(*bytes).substr(0, bytes->size() - mac_bytes);
  const auto mac = std::string_view(*bytes).substr(payload.size());
  if (!sodium::equal_constant_time(mac, mac_of(purpose, payload))) return std::nullopt;
  if (now >= Time{Seconds{number_of(payload.substr(0, expiry_bytes))}}) return std::nullopt;
  return std::string(payload.substr(expiry_bytes));
}

std::string Signer::hash_of(std::string_view token) { return content_hash(token, 32); }

bool Signer::is_hash_of(std::string_view hash, std::string_view token) {
  return sodium::equal_constant_time(hash, hash_of(token));
}

std::string random_name() { return sodium::to_base64url(sodium::random_bytes(15)); }
std::string random_key() { return sodium::random_bytes(32); }

}  // namespace pith
