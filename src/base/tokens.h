// Signed texts that open something: HMAC-SHA-256 of libsodium over purpose, subject and expiry, written in letters that
// links and cookies take. A token is good for one purpose and until its expiry; a changed one is none.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/time.h"

namespace pith {

class Signer {
 public:
  // `key`: 32 random bytes that never leave this machine.
  explicit Signer(std::string key) : key_(std::move(key)) {}

  // Equal values give equal tokens. The subject can be read by whoever holds the token.
  std::string sign(std::string_view purpose, std::string_view subject, Time expires) const;
  // The subject, where this token was signed here for this purpose and has not expired. Takes as long for a wrong
  // signature as for a right one.
  std::optional<std::string> check(std::string_view purpose, std::string_view token, Time now) const;

  // What is stored of a token.
  static std::string hash_of(std::string_view token);
  // Takes as long for a wrong token as for the right one.
  static bool is_hash_of(std::string_view hash, std::string_view token);

 private:
  std::string mac_of(std::string_view purpose, std::string_view payload) const;
  std::string key_;
};

// 120 random bits in letters and digits: for subjects, cookies and ids that nobody may guess.
std::string random_name();
std::string random_key();  // 32 bytes

}  // namespace pith
