#include "web/mcp/mcp.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "web/mcp/tools.h"

namespace pith::web::mcp {

namespace {

// Newest first. They differ in nothing that is used here but that the oldest has batches.
constexpr std::array<std::string_view, 3> revisions = {"2025-11-25", "2025-06-18", "2025-03-26"};
constexpr auto with_batches = revisions.back();
constexpr std::size_t most_in_batch = 20;
constexpr std::string_view instructions =
    "Insights from podcasts with their proof. Say who said it, on which show, and link the second when you quote.";

enum Code : int { parse_error = -32700, invalid_request = -32600, no_method = -32601, invalid_params = -32602 };

json::Value message(const json::Value& id) { return json::object({{"jsonrpc", "2.0"}, {"id", id}}); }

json::Value error(const json::Value& id, int code, std::string_view sentence) {
  return message(id).set("error", json::object({{"code", code}, {"message", sentence}}));
}

json::Value welcome(const Context& context, const json::Value& params) {
  const auto asked = params.at("protocolVersion").text();
  const bool known = std::ranges::find(revisions, asked) != revisions.end();
  return json::object(
      {{"protocolVersion", known ? asked : revisions.front()},
       {"capabilities", json::object({{"tools", json::object()}})},
       {"serverInfo", json::object({{"name", "pith"}, {"title", "Pith"}, {"version", context.options.version}})},
       {"instructions", instructions}});
}

json::Value called(const Context& context, const json::Value& id, const json::Value& params) {
  const auto result = call(context, params.at("name").text(), params.at("arguments"));
  if (!result) return error(id, invalid_params, result.error().message);
  return message(id).set("result", *result);
}

// A browser says which site a page is of; only our own may ask.
bool is_foreign(const http::Request& request, const SiteOptions& options) {
  const auto origin = request.header("Origin");
  if (origin.empty() || origin == options.url) return false;
  return origin != fmt::format("http://{}", request.header("Host"));
}

http::Response sentence(int status, std::string_view text) {
  return {status, {{"Content-Type", "text/plain; charset=utf-8"}}, fmt::format("{}\n", text)};
}

http::Response as_json(int status, const json::Value& value) {
  return {status, {{"Content-Type", "application/json"}, {"Cache-Control", "no-store"}}, json::write(value)};
}

}  // namespace

std::optional<json::Value> reply(const Context& context, const json::Value& asked) {
  const auto& id = asked.at("id");
  const auto method = asked.at("method").text();
  if (asked.is_array())
    return error(nullptr, invalid_request, "Batches are of revision 2025-03-26 alone; send each message for itself.");
  if (!asked.is_object() || asked.at("jsonrpc").text() != "2.0" ||
      (method.empty() && !asked.has("result") && !asked.has("error")))
    return error(nullptr, invalid_request, "This is no JSON-RPC 2.0 message.");
  if (!asked.has("id") || method.empty()) return std::nullopt;  // a notification, or an answer nobody asked for
  if (!id.is_text() && !id.integer()) return error(nullptr, invalid_request, "A request's id is a text or a number.");
  const auto& params = asked.at("params");
  if (!params.is_object() && !params.is_null()) return error(id, invalid_params, "params must be an object.");
  if (method == "initialize") return message(id).set("result", welcome(context, params));
  if (method == "ping") return message(id).set("result", json::object());
  if (method == "tools/list" && params.has("cursor"))
    return error(id, invalid_params, "The list of tools comes whole: there is no cursor in it.");
  if (method == "tools/list") return message(id).set("result", list_of_tools());
  if (method == "tools/call") return called(context, id, params);
  return error(id, no_method, fmt::format("There is no method {} here; there are tools.", method));
}

namespace {

http::Response answer_batch(const Context& context, const json::Value& batch) {
  const auto messages = batch.items();
  if (messages.empty() || messages.size() > most_in_batch)
    return as_json(400, error(nullptr, invalid_request, "A batch holds one message to twenty."));
  auto answers = json::array();
  for (const auto& message : messages)
    if (auto answered = reply(context, message)) answers.push(*std::move(answered));
  return answers.items().empty() ? http::Response{202, {}, {}} : as_json(200, answers);
}

}  // namespace

int messages_in(const http::Request& request) {
  if (!request.body.substr(0, request.body.find_first_not_of(" \t\r\n") + 1).ends_with('[')) return 1;
  const auto batch = json::parse(request.body);
  const auto messages = batch ? batch->items().size() : 1;
  return static_cast<int>(std::clamp<std::size_t>(messages, 1, most_in_batch));
}

http::Response answer(const Context& context) {
  const auto& request = context.request;
  if (is_foreign(request, context.options)) return sentence(403, "Pages of other sites may not ask here.");
  if (request.method != "POST") {
    auto response = sentence(405, "Messages are sent here by POST.");
    response.headers.emplace_back("Allow", "POST");
    return response;
  }
  const auto revision = request.header("MCP-Protocol-Version");
  if (!revision.empty() && std::ranges::find(revisions, revision) == revisions.end())
    return sentence(400, fmt::format("This revision of the protocol is not known here; these are: {}.",
                                     fmt::join(revisions, ", ")));
  const auto asked = json::parse(request.body);
  if (!asked) return as_json(400, error(nullptr, parse_error, "This is no JSON."));
  // Who names no revision speaks the oldest, as the newer ones say.
  if (asked->is_array() && (revision.empty() || revision == with_batches)) return answer_batch(context, *asked);
  const auto answered = reply(context, *asked);
  if (!answered) return {202, {}, {}};
  const bool refused = answered->at("error").at("code").integer() == invalid_request;
  return as_json(refused ? 400 : 200, *answered);
}

}  // namespace pith::web::mcp
