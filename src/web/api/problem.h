// What went wrong, for programs: problems as RFC 9457 has them.
#pragma once

#include <string>
#include <string_view>

#include "lib/http_server/message.h"

namespace pith::web::api {

struct Problem {
  int status = 500;
  std::string_view title;  // empty: as HTTP calls the status, which goes with about:blank
  std::string detail;
  std::string_view type = "about:blank";
  std::string_view violated = {};  // the quota's name, where one was exceeded
};

// Whether the path is the API's: what is told there is a problem, whoever tells it.
bool is_asked(std::string_view path);
// A sentence as a problem.
http::Response as_problem(const http::Response& sentence, std::string_view target);

http::Response to_response(const Problem& problem, const http::Request& request);

}  // namespace pith::web::api
