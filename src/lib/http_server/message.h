// What an HTTP server takes and gives, as plain values; no third-party type.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace pith::http {

using Field = std::pair<std::string, std::string>;

struct Request {
  std::string method;        // "GET", "HEAD", "POST", as sent
  std::string path;          // percent-decoded, begins with '/'; may hold any byte but NUL
  std::vector<Field> query;  // decoded ('+' is a space), in order
  std::vector<Field> headers;
  std::string body;
  std::string peer;  // the client's address, without port

  // The first parameter of that name; empty where there is none.
  std::string_view parameter(std::string_view name) const;
  // The first header of that name in any case; empty where there is none.
  std::string_view header(std::string_view name) const;
};

struct Response {
  int status = 200;
  std::vector<Field> headers;  // without Content-Length, Date, Connection: the server sets these
  std::string body;
};

// Path and query of a request target ("/search?q=a+b", also "http://host/search"); none where it is no such thing
// (broken percent signs, NUL, no leading '/').
struct Target {
  std::string path;
  std::vector<Field> query;
};
std::optional<Target> parse_target(std::string_view target);
// A body of application/x-www-form-urlencoded; none where it is none.
std::optional<std::vector<Field>> parse_form(std::string_view body);

}  // namespace pith::http
