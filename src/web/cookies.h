// Cookies of this site: for this host alone, out of scripts' reach, not sent along by other sites' forms.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "lib/http_server/message.h"

namespace pith::web {

class Cookies {
 public:
  // `secure`: the site is reached over TLS alone. Then names begin with __Host-, which no other host can set.
  explicit Cookies(bool secure) : secure_(secure) {}

  // Empty where the request has none of that name.
  std::string_view value(const http::Request& request, std::string_view name) const;
  http::Field set(std::string_view name, std::string_view value, std::chrono::seconds keep) const;
  http::Field clear(std::string_view name) const { return set(name, "", std::chrono::seconds{0}); }

 private:
  std::string full_name(std::string_view name) const;
  bool secure_;
};

}  // namespace pith::web
