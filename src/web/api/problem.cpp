#include "web/api/problem.h"

#include "lib/json/json.h"

namespace pith::web::api {

http::Response to_response(const Problem& problem, const http::Request& request) {
  auto body = json::object({{"type", problem.type},
                            {"title", problem.title},
                            {"status", problem.status},
                            {"detail", problem.detail},
                            {"instance", request.path}});
  if (!problem.violated.empty()) body.set("violated-policies", json::array({problem.violated}));
  return {problem.status, {{"Content-Type", "application/problem+json"}}, json::write(body)};
}

}  // namespace pith::web::api
