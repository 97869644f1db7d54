#include "web/mcp/tools.h"

#include <algorithm>

#include <fmt/format.h>

#include "web/api/api.h"

namespace pith::web::mcp {

namespace {

constexpr Argument day[] = {{"day", "a day as 2026-11-25; the newest brief without it"}};
constexpr Argument words[] = {{"q", "words to look for; \"...\" keeps words together", true}};
constexpr Argument insight_id[] = {{"id", "an insight's id, in_...", true}};
constexpr Argument episode_id[] = {{"id", "an episode's id, ep_...", true}};

constexpr Tool table[] = {
    {"today", "Today's five",
     "The day's five insights from podcasts, each with the words said, by whom, at which second.", day,
     "/api/v1/days/{day}"},
    {"search", "Search", "Finds insights and passages of podcast talk by words.", words, "/api/v1/search"},
    {"insight", "An insight", "An insight with its proof: the words said, by whom, at which second of which episode.",
     insight_id, "/api/v1/insights/{id}"},
    {"related", "Related insights", "What other shows said that restates or stands near an insight, best first.",
     insight_id, "/api/v1/insights/{id}/related"},
    {"episode", "An episode", "The insights of an episode, best first.", episode_id, "/api/v1/episodes/{id}/insights"},
};

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

Result<void> check(const Tool& tool, const json::Value& arguments) {
  for (const auto& given : arguments.members())
    if (std::ranges::find(tool.arguments, given.key, &Argument::name) == tool.arguments.end())
      return fail(ErrorKind::invalid_input, fmt::format("{} takes no argument {}.", tool.name, given.key));
  for (const auto& argument : tool.arguments) {
    const auto& given = arguments.at(argument.name);
    if (argument.required ? given.text().empty() : arguments.has(argument.name) && !given.is_text())
      return fail(ErrorKind::invalid_input, fmt::format("{} needs {}: {}.", tool.name, argument.name, argument.help));
  }
  return {};
}

http::Request request_of(const Tool& tool, const json::Value& arguments) {
  http::Request request{
      .method = "GET", .path = std::string(tool.path), .query = {}, .headers = {}, .body = {}, .peer = {}};
  for (const auto& argument : tool.arguments) {
    const auto value = std::string(arguments.at(argument.name).text());
    const auto hole = fmt::format("{{{}}}", argument.name);
    if (const auto at = request.path.find(hole); at != std::string::npos)
      request.path.replace(at, hole.size(), value);
    else
      request.query.emplace_back(argument.name, value);
  }
  if (request.path == "/api/v1/days/") request.path = "/api/v1/today";
  return request;
}

}  // namespace

std::span<const Tool> tools() { return table; }

json::Value list_of_tools() {
  auto list = json::array();
  for (const auto& tool : table)
    list.push(json::object({{"name", tool.name},
                            {"title", tool.title},
                            {"description", tool.description},
                            {"inputSchema", schema_of(tool)},
                            {"annotations", json::object({{"readOnlyHint", true}, {"openWorldHint", false}})}}));
  return json::object({{"tools", std::move(list)}});
}

Result<json::Value> call(const Context& asked, std::string_view name, const json::Value& arguments) {
  const auto tool = std::ranges::find(table, name, &Tool::name);
  if (tool == std::ranges::end(table)) return fail(ErrorKind::invalid_input, fmt::format("There is no tool {}.", name));
  if (auto good = check(*tool, arguments); !good) return std::unexpected(good.error());
  const auto request = request_of(*tool, arguments);
  const Context context{asked.options, asked.templates, asked.statics, request, {},
                        asked.now,     asked.reading,   asked.progress};
  const auto response = api::answer(context);
  const auto value = json::parse(response.body);
  if (!value) return std::unexpected(value.error());
  const bool good = response.status == 200;
  const auto text = good ? response.body : std::string(value->at("detail").text());
  auto result = json::object({{"content", json::array({json::object({{"type", "text"}, {"text", text}})})}});
  if (good) result.set("structuredContent", *value);
  return result.set("isError", !good);
}

}  // namespace pith::web::mcp
