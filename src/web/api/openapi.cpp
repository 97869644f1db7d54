#include <fmt/format.h>

#include "web/api/api.h"
#include "web/api/schemas.h"

namespace pith::web::api {

namespace {

// "/insights/{}" with its path parameter's name: "/insights/{id}".
std::string path_of(const Endpoint& endpoint) {
  std::string path(endpoint.pattern);
  for (const auto& parameter : endpoint.parameters)
    if (parameter.in == "path") path.insert(path.find("{}") + 1, parameter.name);
  return path;
}

json::Value parameters_of(const Endpoint& endpoint) {
  auto list = json::array();
  for (const auto& parameter : endpoint.parameters)
    list.push(json::object({{"name", parameter.name},
                            {"in", parameter.in},
                            {"description", parameter.help},
                            {"required", parameter.required},
                            {"schema", json::object({{"type", parameter.number ? "integer" : "string"}})}}));
  return list;
}

json::Value content(std::string_view type, std::string_view schema) {
  const auto reference = json::object({{"$ref", fmt::format("#/components/schemas/{}", schema)}});
  return json::object({{type.data(), json::object({{"schema", reference}})}});
}

json::Value responses_of(const Endpoint& endpoint) {
  return json::object({{"200", json::object({{"description", "What was asked for."},
                                             {"content", content("application/json", endpoint.schema)}})},
                       {"304", json::object({{"description", "As the client has it already (If-None-Match)."}})},
                       {"default", json::object({{"description", "What went wrong, in a person's words."},
                                                 {"content", content("application/problem+json", "Problem")}})}});
}

}  // namespace

Answer openapi(const Context& context) {
  auto paths = json::object();
  for (const auto& endpoint : endpoints())
    paths.set(path_of(endpoint), json::object({{"get", json::object({{"operationId", endpoint.id},
                                                                     {"summary", endpoint.summary},
                                                                     {"parameters", parameters_of(endpoint)},
                                                                     {"responses", responses_of(endpoint)}})}}));
  const auto info = json::object({{"title", context.options.title},
                                  {"version", "1"},
                                  {"description", "Insights from podcasts, each with its proof."}});
  auto document = json::object({{"openapi", "3.1.0"}, {"info", info}});
  const auto& url = context.options.url;
  document.set("servers", json::array({json::object({{"url", url.empty() ? "/" : url}})}));
  document.set("paths", std::move(paths));
  document.set("components", json::object({{"schemas", schemas()}}));
  return http::Response{200, {{"Content-Type", "application/json"}}, json::write(document)};
}

}  // namespace pith::web::api
