#include "web/mcp/stateless.h"

#include <algorithm>
#include <optional>
#include <utility>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/base64.h"
#include "web/mcp/tools.h"

namespace pith::web::mcp {

namespace {

constexpr std::string_view revision_key = "io.modelcontextprotocol/protocolVersion";
constexpr std::string_view capabilities_key = "io.modelcontextprotocol/clientCapabilities";
constexpr std::string_view server_key = "io.modelcontextprotocol/serverInfo";
constexpr std::string_view subscription_key = "io.modelcontextprotocol/subscriptionId";
constexpr int fresh_ms = 3'600'000;  // the tools change with the program alone

// A value that a header cannot hold as it is stands between these, in base64.
constexpr std::string_view encoded_begins = "=?base64?";
constexpr std::string_view encoded_ends = "?=";

const json::Value& meta_of(const json::Value& message) { return message.at("params").at("_meta"); }

// The value that a header means; none where it is not written as it must be.
std::optional<std::string> meant_by(std::string_view value) {
  if (value.size() >= encoded_begins.size() + encoded_ends.size() && value.starts_with(encoded_begins) &&
      value.ends_with(encoded_ends)) {
    value.remove_prefix(encoded_begins.size());
    value.remove_suffix(encoded_ends.size());
    return from_base64(value);
  }
  const bool plain = std::ranges::all_of(value, [](char c) { return c == '\t' || (c >= ' ' && c <= '~'); });
  return plain ? std::optional(std::string(value)) : std::nullopt;
}

// What the headers leave out or say otherwise than the body; empty where nothing is.
std::string fault_in_headers(const http::Request& request, const json::Value& asked) {
  if (request.header("Mcp-Method") != asked.at("method").text())
    return "The header Mcp-Method must name the method that the body names.";
  const auto& name = asked.at("params").at("name");
  if (asked.at("method").text() == "tools/call" && name.is_text() &&
      meant_by(request.header("Mcp-Name")) != name.text())
    return "The header Mcp-Name must name the tool that params.name names.";
  return {};
}

json::Value about_server(const Context& context) {
  return json::object({{std::string(server_key), implementation(context.options.version)}});
}

json::Value complete(const Context& context, json::Value result) {
  return result.set("resultType", "complete").set("_meta", about_server(context));
}

// What the same request gives to everybody for a while.
json::Value cacheable(json::Value result) { return result.set("ttlMs", fresh_ms).set("cacheScope", "public"); }

json::Value known_revisions() {
  auto known = json::array();
  for (const auto revision : revisions) known.push(revision);
  return known;
}

json::Value discovered() {
  return json::object({{"supportedVersions", known_revisions()},
                       {"capabilities", json::object({{"tools", json::object()}})},
                       {"instructions", instructions}});
}

// Nothing here is ever told unasked: of what was wished for nothing is agreed to, and the subscription ends.
Reply listened(const Context& context, const json::Value& id) {
  auto about = json::object({{std::string(subscription_key), id}});
  auto agreed = json::object({{"jsonrpc", "2.0"}, {"method", "notifications/subscriptions/acknowledged"}});
  agreed.set("params", json::object({{"_meta", std::move(about)}, {"notifications", json::object()}}));
  auto result = complete(context, json::object());
  result.set("_meta", about_server(context).set(subscription_key, id));
  return {.message = message(id).set("result", std::move(result)), .before = std::move(agreed)};
}

}  // namespace

std::string_view revision_in(const json::Value& message) { return meta_of(message).at(revision_key).text(); }

bool says_revision(const json::Value& message) { return meta_of(message).has(revision_key); }

Reply unknown_revision(const json::Value& id, std::string_view asked) {
  auto refused =
      error(id, unsupported_version,
            fmt::format("This revision of the protocol is not known here; these are: {}.", fmt::join(revisions, ", ")));
  auto told = refused.at("error");
  told.set("data", json::object({{"supported", known_revisions()}, {"requested", asked}}));
  return {.message = refused.set("error", std::move(told)), .status = 400};
}

Reply other_revision(const json::Value& id) {
  return {error(id, header_mismatch, "The header MCP-Protocol-Version must name the revision that params._meta names."),
          400};
}

Reply reply_stateless(const Context& context, const json::Value& asked) {
  const auto& id = asked.at("id");
  const auto method = asked.at("method").text();
  if (revision_in(asked).empty() || !meta_of(asked).at(capabilities_key).is_object())
    return {error(id, invalid_params,
                  fmt::format("params._meta must hold \"{}\", a text, and \"{}\", an object.", revision_key,
                              capabilities_key)),
            400};
  if (context.request.header(revision_header) != revision_in(asked)) return other_revision(id);
  if (const auto fault = fault_in_headers(context.request, asked); !fault.empty())
    return {error(id, header_mismatch, fault), 400};
  const auto told = [&](json::Value result) {
    return Reply{message(id).set("result", complete(context, std::move(result)))};
  };
  if (method == "server/discover") return told(cacheable(discovered()));
  if (method == "subscriptions/listen") return listened(context, id);
  if (auto result = answer_about_tools(context, asked)) {
    if (!*result) return {error(id, invalid_params, result->error().message)};
    return told(method == "tools/list" ? cacheable(**std::move(result)) : **std::move(result));
  }
  return {no_such_method(asked), 404};
}

void add_headers(http::Request& request, const json::Value& message) {
  request.headers.emplace_back(revision_header, revision_in(message));
  request.headers.emplace_back("Mcp-Method", message.at("method").text());
  request.headers.emplace_back(
      "Mcp-Name",
      fmt::format("{}{}{}", encoded_begins, to_base64(message.at("params").at("name").text()), encoded_ends));
}

}  // namespace pith::web::mcp
