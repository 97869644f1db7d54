#include "web/api/schema.h"

#include <utility>

#include <fmt/format.h>

namespace pith::web::api::schema {

namespace {

json::Value typed(std::string_view type, Help help) { return json::object({{"type", type}, {"description", help}}); }

}  // namespace

json::Value text(Help help) { return typed("string", help); }
json::Value number(Help help) { return typed("number", help); }
json::Value count(Help help) { return typed("integer", help).set("minimum", 0); }
json::Value yes_or_no(Help help) { return typed("boolean", help); }
json::Value time(Help help) { return text(help).set("format", "date-time"); }
json::Value day(Help help) { return text(help).set("format", "date"); }
json::Value address(Help help) { return text(help).set("format", "uri-reference"); }
json::Value seconds(Help help) { return number(help).set("minimum", 0); }
json::Value list(json::Value of, Help help) { return typed("array", help).set("items", std::move(of)); }
json::Value one_of(std::initializer_list<json::Value> words, Help help) {
  return text(help).set("enum", json::array(words));
}
json::Value named(std::string_view name) {
  return json::object({{"$ref", fmt::format("#/components/schemas/{}", name)}});
}
json::Value named(std::string_view name, Help help) { return named(name).set("description", help); }

json::Value object(std::span<const json::Member> members) {
  auto properties = json::object();
  auto required = json::array();
  for (const auto& member : members) {
    std::string_view name = member.key;
    if (name.ends_with('?'))
      name.remove_suffix(1);
    else
      required.push(name);
    properties.set(name, member.value);
  }
  return json::object({{"type", "object"},
                       {"properties", std::move(properties)},
                       {"required", std::move(required)},
                       {"additionalProperties", false}});
}

json::Value object(std::initializer_list<json::Member> members) { return object(std::span(members)); }

json::Value object(std::initializer_list<json::Member> members, Help help) {
  return schema::object(members).set("description", help);
}

json::Value whole(Help help) { return typed("integer", help); }

json::Value counts_by_name(Help help) {
  return typed("object", help).set("additionalProperties", json::object({{"type", "integer"}, {"minimum", 0}}));
}

json::Value short_show() {
  return object({{"id", text("sh_...")},
                 {"slug", text("Its name in addresses: /api/v1/shows/SLUG.")},
                 {"title", text("As its feed has it.")}});
}

json::Value short_episode() { return object({{"id", text("ep_...")}, {"title", text("As its feed has it.")}}); }

}  // namespace pith::web::api::schema
