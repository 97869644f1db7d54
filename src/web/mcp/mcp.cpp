#include "web/mcp/mcp.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "web/mcp/messages.h"
#include "web/mcp/stateless.h"
#include "web/mcp/tools.h"

namespace pith::web::mcp {

namespace {

constexpr std::size_t most_in_batch = 20;

bool is_known(std::string_view revision) { return std::ranges::find(revisions, revision) != revisions.end(); }

json::Value welcome(const Context& context, const json::Value& params) {
  const auto asked = params.at("protocolVersion").text();
  const bool agreed = is_known(asked) && asked != stateless_revision;
  return json::object({{"protocolVersion", agreed ? asked : newest_agreed},
                       {"capabilities", json::object({{"tools", json::object()}})},
                       {"serverInfo", implementation(context.options.version)},
                       {"instructions", instructions}});
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

http::Response as_events(const Reply& reply) {
  return {reply.status,
          {{"Content-Type", "text/event-stream"}, {"Cache-Control", "no-store"}, {"X-Accel-Buffering", "no"}},
          fmt::format("data: {}\n\ndata: {}\n\n", json::write(reply.before), json::write(reply.message))};
}

// An id that could not be read is null to JSON-RPC and to the older revisions, and none to the newest.
http::Response as_response(const Context& context, const Reply& reply) {
  if (!reply.before.is_null()) return as_events(reply);
  const bool no_id = context.request.header(revision_header) == stateless_revision && reply.message.at("id").is_null();
  return as_json(reply.status,
                 no_id ? json::object({{"jsonrpc", "2.0"}, {"error", reply.message.at("error")}}) : reply.message);
}

// The answer to a request of the revisions that are agreed on; they differ in nothing here but that the oldest has
// batches.
Reply reply_agreed(const Context& context, const json::Value& asked) {
  const auto& id = asked.at("id");
  const auto method = asked.at("method").text();
  if (method == "initialize") return {message(id).set("result", welcome(context, asked.at("params")))};
  if (method == "ping") return {message(id).set("result", json::object())};
  auto result = answer_about_tools(context, asked);
  if (!result) return {no_such_method(asked)};
  return {*result ? message(id).set("result", **std::move(result))
                  : error(id, invalid_params, result->error().message)};
}

// What is wrong with a message, whichever revision it speaks; empty where nothing is.
std::string_view fault_in(const json::Value& asked) {
  if (asked.is_array()) return "Batches are of revision 2025-03-26 alone; send each message for itself.";
  const bool answers = asked.has("result") || asked.has("error");
  if (asked.at("jsonrpc").text() != "2.0" || (asked.at("method").text().empty() && !answers))
    return "This is no JSON-RPC 2.0 message.";
  if (is_request(asked) && id_of(asked).is_null()) return "A request's id is a text or a number.";
  return {};
}

// The answer to one message; none to a notification, or to an answer nobody asked for. `revision`: what it speaks.
std::optional<Reply> reply(const Context& context, const json::Value& asked, std::string_view revision) {
  if (const auto fault = fault_in(asked); !fault.empty()) return Reply{error(nullptr, invalid_request, fault), 400};
  if (!is_request(asked)) return std::nullopt;
  if (revision == stateless_revision) return reply_stateless(context, asked);
  if (says_revision(asked) && revision_in(asked) != context.request.header(revision_header))
    return other_revision(id_of(asked));
  const auto& params = asked.at("params");
  if (!params.is_object() && !params.is_null())
    return Reply{error(id_of(asked), invalid_params, "params must be an object.")};
  return reply_agreed(context, asked);
}

http::Response answer_batch(const Context& context, const json::Value& batch) {
  const auto messages = batch.items();
  if (messages.empty() || messages.size() > most_in_batch)
    return as_json(400, error(nullptr, invalid_request, "A batch holds one message to twenty."));
  if (std::ranges::any_of(messages, says_revision))
    return as_json(400, error(nullptr, invalid_request, "A request that says its revision stands in no batch."));
  auto answers = json::array();
  for (const auto& message : messages)
    if (auto answered = reply(context, message, with_batches)) answers.push(std::move(answered->message));
  return answers.items().empty() ? http::Response{202, {}, {}} : as_json(200, answers);
}

// Which revision a message speaks: what it says itself counts before the header. Who says none at all speaks the
// oldest, as the newer ones have it.
std::string_view revision_of(const json::Value& asked, std::string_view header) {
  if (const auto said = revision_in(asked); !said.empty()) return said;
  if (says_revision(asked)) return stateless_revision;
  return header.empty() ? with_batches : header;
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
  const auto asked = json::parse(request.body);
  if (!asked) return as_response(context, {error(nullptr, parse_error, "This is no JSON."), 400});
  const auto revision = revision_of(*asked, request.header(revision_header));
  if (!is_known(revision)) return as_response(context, unknown_revision(id_of(*asked), revision));
  if (asked->is_array() && revision == with_batches) return answer_batch(context, *asked);
  const auto answered = reply(context, *asked, revision);
  return answered ? as_response(context, *answered) : http::Response{202, {}, {}};
}

http::Request as_request(std::string line, std::string_view agreed) {
  http::Request request{
      .method = "POST", .path = std::string(path), .query = {}, .headers = {}, .body = std::move(line), .peer = {}};
  const auto message = json::parse(request.body);
  if (message && says_revision(*message))
    add_headers(request, *message);
  else if (!agreed.empty())
    request.headers.emplace_back(revision_header, agreed);
  return request;
}

}  // namespace pith::web::mcp
