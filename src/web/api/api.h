// The API: everything the pages show, for programs. GET only; answers are JSON, errors problems as RFC 9457 has them,
// lists come a page at a time with a cursor for the next.
#pragma once

#include <span>
#include <string_view>

#include "lib/json/json.h"
#include "web/page.h"

namespace pith::web::api {

using Handler = Result<json::Value> (*)(const Context&);

enum class Kind { text, day, count, choice };

struct Parameter {
  std::string_view name;
  std::string_view in;  // "path", "query"
  std::string_view help;
  Kind kind = Kind::text;
  std::string_view choice = {};  // the one value that a choice may have
  bool in_path() const { return in == "path"; }
};

struct Endpoint {
  std::string_view pattern;  // "/api/v1/insights/{}/related"
  std::string_view id;       // operationId: "relatedInsights"
  std::string_view summary;
  std::span<const Parameter> parameters;
  std::string_view schema;  // of the answer: a name of schemas(), "Insight"
  Handler handler;
};

std::span<const Endpoint> endpoints();

inline constexpr std::string_view prefix = "/api/";
// Answers any path under the prefix.
http::Response answer(const Context& context);
// /openapi.json: OpenAPI 3.1, out of the table.
Answer openapi(const Context& context);

}  // namespace pith::web::api
