// A mail that somebody asked for on a page, to an address that may not be theirs: to confirm a subscription, or to sign
// in. The row says what was asked; whether the address is known, and so what is written, is found out where no one can
// time it.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "domain/taste.h"

namespace pith {

enum class LetterKind { subscribe, sign_in };

// The source of a letter asked for in a browser that was signed in as this reader before: strangers' askings take none
// of its share.
inline constexpr std::string_view known_browser = "known browser";

// The source of one that the owner of the site asks for, by pith subscribe or on /admin; those have their share, too.
inline constexpr std::string_view by_owner = "invited by the owner";

struct Letter {
  std::string id;  // "le_" ..., random
  LetterKind kind = LetterKind::subscribe;
  std::string email;  // address_key()
  // What was wished for with a subscription:
  std::string zone;
  std::chrono::minutes hour{6 * 60};
  std::string language;
  std::vector<Interest> interests;  // without reader
  std::string source;               // "subscribe page", "sign-in page", by_owner, known_browser
  std::string asked_from;           // class of the IP address
  Time asked{};
  std::optional<Time> begun;  // when it was decided to write one; counts towards the limits
  std::optional<Time> sent;
  bool operator==(const Letter&) const = default;
};

}  // namespace pith
