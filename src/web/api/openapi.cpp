#include <fmt/format.h>

#include "web/api/api.h"
#include "web/api/schemas.h"

namespace pith::web::api {

namespace {

// "/insights/{}" with its path parameter's name: "/insights/{id}".
std::string path_of(const Endpoint& endpoint) {
  std::string path(endpoint.pattern);
  for (const auto& parameter : endpoint.parameters)
    if (parameter.in_path()) path.insert(path.find("{}") + 1, parameter.name);
  return path;
}

json::Value schema_of(const Parameter& parameter) {
  switch (parameter.kind) {
    case Kind::count:
      return json::object({{"type", "integer"}, {"minimum", 1}, {"maximum", 100}, {"default", 20}});
    case Kind::day:
      return json::object({{"type", "string"}, {"format", "date"}});
    case Kind::choice:
      return json::object({{"type", "string"}, {"enum", json::array({parameter.choice})}});
    case Kind::text:
      break;
  }
  return json::object({{"type", "string"}});
}

json::Value parameters_of(const Endpoint& endpoint) {
  auto list = json::array();
  for (const auto& parameter : endpoint.parameters)
    list.push(json::object({{"name", parameter.name},
                            {"in", parameter.in},
                            {"description", parameter.help},
                            {"required", parameter.in_path()},
                            {"schema", schema_of(parameter)}}));
  return list;
}

json::Value content(std::string_view type, std::string_view schema) {
  const auto reference = json::object({{"$ref", fmt::format("#/components/schemas/{}", schema)}});
  return json::object({{type.data(), json::object({{"schema", reference}})}});
}

json::Value header(std::string_view name) {
  return json::object({{"$ref", fmt::format("#/components/headers/{}", name)}});
}

json::Value headers_of(std::initializer_list<std::string_view> names) {
  auto headers = json::object();
  for (const auto name : names) headers.set(name, header(name));
  return headers;
}

json::Value refused(std::string_view why,
                    std::initializer_list<std::string_view> headers = {"RateLimit-Policy", "RateLimit"}) {
  return json::object({{"description", why},
                       {"headers", headers_of(headers)},
                       {"content", content("application/problem+json", "Problem")}});
}

json::Value header_schema(std::string_view type, std::string_view help) {
  return json::object({{"description", help}, {"schema", json::object({{"type", type}})}});
}

json::Value headers() {
  return json::object(
      {{"ETag", header_schema("string",
                              "Of the answer's bytes: sent back as If-None-Match, it gets 304 while nothing has "
                              "changed.")},
       {"RateLimit-Policy", header_schema("string",
                                          "How often may be asked: `\"key\";q=1200;w=60` is 1200 times in 60 "
                                          "seconds. Absent where there is no limit.")},
       {"RateLimit", header_schema("string",
                                   "What is left of it: `\"key\";r=1199;t=42` is 1199 times in the next 42 "
                                   "seconds.")},
       {"WWW-Authenticate", header_schema("string", "How one would be let in (RFC 6750).")},
       {"Retry-After", header_schema("integer", "In how many seconds the next request may come.")}});
}

json::Value responses_of(const Endpoint& endpoint) {
  auto good = json::object({{"description", "What was asked for."},
                            {"headers", headers_of({"ETag", "RateLimit-Policy", "RateLimit"})},
                            {"content", content("application/json", endpoint.schema)}});
  return json::object({{"200", std::move(good)},
                       {"304", json::object({{"description", "As the client has it already (If-None-Match)."},
                                             {"headers", headers_of({"ETag", "RateLimit-Policy", "RateLimit"})}})},
                       {"400", refused("A parameter makes no sense; the sentence names it.")},
                       {"401", refused("The key that was shown opens nothing here, or this takes a key.",
                                       {"WWW-Authenticate", "RateLimit-Policy", "RateLimit"})},
                       {"403", refused("This is not for the reader whose key was shown.")},
                       {"404", refused("There is no such thing here, or it may not be shown.")},
                       {"429", refused("Too many requests; Retry-After says when the next one may come.",
                                       {"Retry-After", "RateLimit-Policy", "RateLimit"})},
                       {"default", refused("What went wrong, in a person's words.")}});
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
  const auto info = json::object(
      {{"title", context.options.title},
       {"version", "1"},
       {"description", "Insights from podcasts, each with its proof. The words quoted are their speakers'."},
       {"license", json::object({{"name", "Apache License 2.0"}, {"identifier", "Apache-2.0"}})}});
  auto document = json::object({{"openapi", "3.1.0"}, {"info", info}});
  const auto& url = context.options.url;
  document.set("servers", json::array({json::object({{"url", url.empty() ? "/" : url}})}));
  document.set("paths", std::move(paths));
  document.set("security", json::array({json::object(), json::object({{"key", json::array()}})}));
  document.set("components",
               json::object({{"schemas", schemas()}, {"headers", headers()}, {"securitySchemes", security_schemes()}}));
  return http::Response{200, {{"Content-Type", "application/json"}}, json::write(document)};
}

}  // namespace pith::web::api
