// Whom the brief is for. One person at home is the reader "me", made at first start, without an account.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace pith {

// Who runs this Pith: private shows are for this reader alone.
inline constexpr std::string_view home_reader = "re_home";

struct Reader {
  std::string id;                     // "re_" ...; the home reader is "re_home"
  std::string email;                  // empty: no mail, pages only
  std::string zone = "UTC";           // IANA
  std::chrono::minutes hour{6 * 60};  // local minutes since midnight at which the brief leaves
  bool active = true;                 // consent given and not paused; checked at sending
  Time added{};
  bool operator==(const Reader&) const = default;
};

}  // namespace pith
