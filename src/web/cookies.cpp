#include "web/cookies.h"

#include <algorithm>

#include <fmt/format.h>

#include "text/utf8.h"

namespace pith::web {

std::string Cookies::full_name(std::string_view name) const {
  return fmt::format("{}pith-{}", secure_ ? "__Host-" : "", name);
}

std::string_view Cookies::value(const http::Request& request, std::string_view name) const {
  const auto wanted = full_name(name);
  std::string_view rest = request.header("Cookie");
  while (!rest.empty()) {
    const auto end = std::min(rest.find(';'), rest.size());
    const auto pair = text::trim(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
    const auto equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == wanted) return pair.substr(equals + 1);
  }
  return {};
}

http::Field Cookies::set(std::string_view name, std::string_view value, std::chrono::seconds keep) const {
  return {"Set-Cookie", fmt::format("{}={}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{}", full_name(name), value,
                                    keep.count(), secure_ ? "; Secure" : "")};
}

}  // namespace pith::web
