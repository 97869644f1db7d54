#include "web/api/problem.h"

#include "lib/http_server/server.h"
#include "lib/json/json.h"

namespace pith::web::api {

bool is_asked(std::string_view path) { return path == "/api" || path.starts_with("/api/"); }

http::Response as_problem(const http::Response& sentence, std::string_view target) {
  const http::Request asked{.method = {}, .path = std::string(target.substr(0, target.find('?')))};
  auto detail = sentence.body.substr(0, sentence.body.find_last_not_of('\n') + 1);
  return to_response({sentence.status, {}, std::move(detail)}, asked);
}

http::Response to_response(const Problem& problem, const http::Request& request) {
  auto body = json::object({{"type", problem.type},
                            {"title", problem.title.empty() ? http::reason_phrase(problem.status) : problem.title},
                            {"status", problem.status},
                            {"detail", problem.detail},
                            {"instance", request.path}});
  if (!problem.violated.empty()) body.set("violated-policies", json::array({problem.violated}));
  return {problem.status, {{"Content-Type", "application/problem+json"}}, json::write(body)};
}

}  // namespace pith::web::api
