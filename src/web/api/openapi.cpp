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

json::Value refused(std::string_view why) {
  return json::object({{"description", why}, {"content", content("application/problem+json", "Problem")}});
}

json::Value responses_of(const Endpoint& endpoint) {
  return json::object({{"200", json::object({{"description", "What was asked for."},
                                             {"content", content("application/json", endpoint.schema)}})},
                       {"304", json::object({{"description", "As the client has it already (If-None-Match)."}})},
                       {"401", refused("The key that was shown opens nothing here.")},
                       {"429", refused("Too many requests; Retry-After says when the next one may come.")},
                       {"default", json::object({{"description", "What went wrong, in a person's words."},
                                                 {"content", content("application/problem+json", "Problem")}})}});
}

json::Value security_schemes() {
  return json::object(
      {{"key", json::object({{"type", "http"},
                             {"scheme", "bearer"},
                             {"bearerFormat", "pith_..."},
                             {"description",
                              "A key of a reader's own, from /settings or `pith key add`. With it the API shows what "
                              "its reader sees; without one, what everybody sees."}})}});
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
  document.set("security", json::array({json::object(), json::object({{"key", json::array()}})}));
  document.set("components", json::object({{"schemas", schemas()}, {"securitySchemes", security_schemes()}}));
  return http::Response{200, {{"Content-Type", "application/json"}}, json::write(document)};
}

}  // namespace pith::web::api
