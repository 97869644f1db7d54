// What lets a bearer in: a row for each link or cookie that was given out. The token itself is nowhere in the store,
// only its hash.
#pragma once

#include <string>

#include "base/time.h"

namespace pith {

struct Token {
  std::string hash;     // Signer::hash_of(the token's text)
  std::string purpose;  // "confirm", "sign-in", "session": good for that alone
  std::string reader_id;
  Time made{};
  Time expires{};
  bool operator==(const Token&) const = default;
};

}  // namespace pith
