// folders: web
// What a visitor's browser or program says of itself: a line each for the target, the Cookie, the X-Forwarded-For and
// the Host. The path is one, a cookie's value is of its header, and nobody but our proxies says whose request it is.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "lib/http_server/message.h"
#include "web/client_address.h"
#include "web/cookies.h"

namespace {

std::string_view take_line(std::string_view& text) {
  const auto line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(line.size() + 1, text.size()));
  return line;
}

void check_target(std::string_view text) {
  const auto target = pith::http::parse_target(text);
  if (target && (!target->path.starts_with('/') || target->path.contains('\0'))) std::abort();
  static_cast<void>(pith::http::parse_form(text));
}

void check_cookies(const pith::http::Request& request) {
  for (const bool secure : {false, true}) {
    const auto value = pith::web::Cookies(secure).value(request, "pith");
    if (!request.header("Cookie").contains(value)) std::abort();
  }
}

void check_address(const pith::http::Request& request) {
  using namespace pith::web;
  static const std::vector<std::string> proxies = {"10.0.0.0/8", "2001:db8::/32"};
  if (client_address(request, {}) != request.peer) std::abort();
  const auto believed = client_address(request, proxies);
  static_cast<void>(class_of_address(believed));
  static_cast<void>(limit_key(believed));
  static_cast<void>(is_loopback_address(believed));
  static_cast<void>(is_local_host_header(request.header("Host")));
  static_cast<void>(in_network(believed, request.header("Host")));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  check_target(take_line(text));
  pith::http::Request request{.method = "GET", .path = "/", .peer = "10.1.2.3"};
  for (const char* const name : {"Cookie", "X-Forwarded-For", "Host"})
    request.headers.emplace_back(name, take_line(text));
  check_cookies(request);
  check_address(request);
  return 0;
}
