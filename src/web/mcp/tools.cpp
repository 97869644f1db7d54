#include "web/mcp/tools.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "base/civil_day.h"
#include "text/utf8.h"
#include "web/api/api.h"
#include "web/api/schemas.h"

namespace pith::web::mcp {

namespace {

struct Argument {
  std::string_view name;
  std::string_view help;
  bool required = false;
  bool is_day = false;
  bool pages = false;          // it turns the page of what others ask for
  std::string_view from = {};  // the parameters that it is both of, where it is none itself: a day's beginning and end
  std::string_view to = {};
};

struct Tool {
  std::string_view name;
  std::string_view title;
  std::string_view description;
  std::span<const Argument> arguments;
  std::string_view schema;   // of the answer: a name of the API's schemas
  std::string_view missing;  // what is told where there is no such thing; empty: what the API says
  bool needs_one;            // of its arguments, whichever
  std::string_view path;     // "/api/v1/insights/{id}": arguments go into the path by name, the others into the query
};

constexpr Argument cursor = {.name = "cursor",
                             .help = "for the next page: what `next` of the page before says; all else as then",
                             .pages = true};
constexpr Argument day[] = {{"day", "a day as 2026-11-25; the newest brief without it", false, true}};
constexpr Argument words[] = {
    {"q", "words to look for; \"...\" keeps words together; may be left out beside another"},
    {"show", "in this show only: its slug, id or title, as the tool shows gives them"},
    {"person", "said by this person only: a name"},
    {"day", "of episodes published on this day only, as 2026-11-25", false, true, false, "from", "to"},
    cursor};
constexpr Argument show_name[] = {{"q", "words that all stand in a show's title or its author's name"}, cursor};
constexpr Argument insight_id[] = {{"id", "an insight's id, in_...", true}};
constexpr Argument insight_id_paged[] = {insight_id[0], cursor};
constexpr Argument episode_id[] = {{"id", "an episode's id, ep_...", true}};

constexpr std::size_t most_named = 40;  // bytes of a name that is not ours

constexpr std::string_view no_day = "There is no brief of this day. Without day, the tool today gives the newest.";
constexpr std::string_view no_insight =
    "No insight has this id. The tools search and today give insights with their ids, in_...";
constexpr std::string_view no_episode =
    "No episode has this id. The tools search and today give insights with the ids of their episodes, ep_...";

constexpr Tool table[] = {
    {"today", "Today's five",
     "The day's five insights from podcasts, each with the words said, by whom, at which second.", day, "Brief", no_day,
     false, "/api/v1/days/{day}"},
    {"search", "Search", "Finds insights and passages of podcast talk by words, show, person and day.", words, "Found",
     "", true, "/api/v1/search"},
    {"insight", "An insight", "An insight with its proof: the words said, by whom, at which second of which episode.",
     insight_id, "Insight", no_insight, false, "/api/v1/insights/{id}"},
    {"related", "Related insights", "What other shows said that restates or stands near an insight, best first.",
     insight_id_paged, "RelatedPage", no_insight, false, "/api/v1/insights/{id}/related"},
    {"episode", "An episode", "The insights of an episode, best first.", episode_id, "InsightPage", no_episode, false,
     "/api/v1/episodes/{id}/insights"},
    {"shows", "Shows", "The shows that are listened to, by title, each with the slug that search takes.", show_name,
     "ShowPage", "", false, "/api/v1/shows"},
};

// A schema whose references lead to the API's document, with references into itself; notes the names it needs.
json::Value rebased(const json::Value& schema, std::vector<std::string>& needed) {
  constexpr std::string_view before = "#/components/schemas/";
  if (schema.is_array()) {
    auto list = json::array();
    for (const auto& item : schema.items()) list.push(rebased(item, needed));
    return list;
  }
  if (!schema.is_object()) return schema;
  auto out = json::object();
  for (const auto& [key, value] : schema.members()) {
    if (key != "$ref") {
      out.set(key, rebased(value, needed));
      continue;
    }
    const std::string name(value.text().substr(before.size()));
    if (std::ranges::find(needed, name) == needed.end()) needed.push_back(name);
    out.set(key, "#/$defs/" + name);
  }
  return out;
}

json::Value output_of(const Tool& tool, const json::Value& schemas) {
  std::vector<std::string> needed;
  auto out = rebased(schemas.at(tool.schema), needed);
  auto definitions = json::object();
  for (std::size_t n = 0; n < needed.size(); ++n) {  // grows
    const auto name = needed[n];
    definitions.set(name, rebased(schemas.at(name), needed));
  }
  return out.set("$defs", std::move(definitions));
}

json::Value schema_of(const Tool& tool) {
  auto properties = json::object();
  auto required = json::array();
  for (const auto& argument : tool.arguments) {
    properties.set(argument.name, json::object({{"type", "string"}, {"description", argument.help}}));
    if (argument.required) required.push(argument.name);
  }
  return json::object({{"type", "object"},
                       {"properties", std::move(properties)},
                       {"required", std::move(required)},
                       {"additionalProperties", false}});
}

// "q, show, person, day, cursor"; those that ask for something, without the last.
std::string names_of(const Tool& tool, bool asking = false) {
  std::string names;
  for (const auto& argument : tool.arguments)
    if (!asking || !argument.pages) names += fmt::format("{}{}", names.empty() ? "" : ", ", argument.name);
  return names;
}

// What is wrong with the arguments and what to send; empty where nothing is.
std::string fault_in(const Tool& tool, const json::Value& arguments) {
  for (const auto& given : arguments.members())
    if (std::ranges::find(tool.arguments, given.key, &Argument::name) == tool.arguments.end())
      return fmt::format("{} takes no argument {}; it takes {}.", tool.name, text::truncate_utf8(given.key, most_named),
                         names_of(tool));
  bool any = false;
  for (const auto& argument : tool.arguments) {
    const auto& given = arguments.at(argument.name);
    if (argument.required ? given.text().empty() : !given.is_null() && !given.is_text())
      return fmt::format("{} needs {}, a text: {}.", tool.name, argument.name, argument.help);
    if (argument.is_day && !given.text().empty() && !parse_day(given.text()))
      return fmt::format("{} must be a day, written as 2026-11-25.", argument.name);
    any = any || (!argument.pages && !given.text().empty());
  }
  if (tool.needs_one && !any) return fmt::format("{} needs at least one of {}.", tool.name, names_of(tool, true));
  return {};
}

json::Value result_of(std::string_view text) {
  return json::object({{"content", json::array({json::object({{"type", "text"}, {"text", text}})})}});
}

std::string no_tool(std::string_view name) {
  std::string names;
  for (const auto& tool : table) names += fmt::format("{}{}", names.empty() ? "" : ", ", tool.name);
  if (name.empty()) return fmt::format("tools/call needs the name of a tool; there are {}.", names);
  return fmt::format("There is no tool {}; there are {}.", text::truncate_utf8(name, most_named), names);
}

http::Request request_of(const Tool& tool, const json::Value& arguments) {
  http::Request request{
      .method = "GET", .path = std::string(tool.path), .query = {}, .headers = {}, .body = {}, .peer = {}};
  for (const auto& argument : tool.arguments) {
    const auto value = std::string(arguments.at(argument.name).text());
    const auto hole = fmt::format("{{{}}}", argument.name);
    if (const auto at = request.path.find(hole); at != std::string::npos) {
      request.path.replace(at, hole.size(), value);
    } else if (!value.empty()) {
      request.query.emplace_back(argument.from.empty() ? argument.name : argument.from, value);
      if (!argument.to.empty()) request.query.emplace_back(argument.to, value);
    }
  }
  if (request.path == "/api/v1/days/") request.path = "/api/v1/today";
  return request;
}

json::Value list_of_tools() {
  const auto schemas = api::schemas();
  auto list = json::array();
  for (const auto& tool : table)
    list.push(json::object({{"name", tool.name},
                            {"title", tool.title},
                            {"description", tool.description},
                            {"inputSchema", schema_of(tool)},
                            {"outputSchema", output_of(tool, schemas)},
                            {"annotations", json::object({{"readOnlyHint", true}, {"openWorldHint", false}})}}));
  return json::object({{"tools", std::move(list)}});
}

Result<json::Value> call(const Context& asked, std::string_view name, const json::Value& arguments) {
  const auto tool = std::ranges::find(table, name, &Tool::name);
  if (tool == std::ranges::end(table)) return fail(ErrorKind::invalid_input, no_tool(name));
  if (!arguments.is_object() && !arguments.is_null())
    return fail(ErrorKind::invalid_input, "arguments must be an object, as {\"q\": \"batteries\"}.");
  if (const auto fault = fault_in(*tool, arguments); !fault.empty()) return result_of(fault).set("isError", true);
  auto request = request_of(*tool, arguments);
  request.headers.emplace_back("Host", asked.request.header("Host"));  // which links lead to
  const auto response = api::answer(asked.with(request, {}));
  const auto value = json::parse(response.body);
  if (!value) return std::unexpected(value.error());
  const bool good = response.status == 200;
  const bool missing = response.status == 404 && !tool->missing.empty();
  const auto text = good ? response.body : std::string(missing ? tool->missing : value->at("detail").text());
  auto result = result_of(text);
  if (good) result.set("structuredContent", *value);
  return result.set("isError", !good);
}

}  // namespace

std::optional<Result<json::Value>> answer_about_tools(const Context& context, const json::Value& asked) {
  const auto method = asked.at("method").text();
  const auto& params = asked.at("params");
  if (method == "tools/call") return call(context, params.at("name").text(), params.at("arguments"));
  if (method != "tools/list") return std::nullopt;
  if (params.has("cursor"))
    return fail(ErrorKind::invalid_input, "The list of tools comes whole: there is no cursor in it.");
  return list_of_tools();
}

}  // namespace pith::web::mcp
