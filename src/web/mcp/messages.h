// The messages of JSON-RPC 2.0 as the Model Context Protocol writes them, and its revisions.
#pragma once

#include <array>
#include <string_view>

#include "lib/json/json.h"

namespace pith::web::mcp {

// Newest first. In the first each request says for itself what it speaks; the others are agreed on by `initialize`.
inline constexpr std::array<std::string_view, 4> revisions = {"2026-07-28", "2025-11-25", "2025-06-18", "2025-03-26"};
inline constexpr std::string_view revision_header = "MCP-Protocol-Version";
inline constexpr auto stateless_revision = revisions.front();
inline constexpr auto newest_agreed = revisions[1];
inline constexpr auto with_batches = revisions.back();  // alone

inline constexpr std::string_view instructions =
    "Insights from podcasts with their proof. Say who said it, on which show, and link the second when you quote.";

enum Code : int {
  parse_error = -32700,
  invalid_request = -32600,
  no_method = -32601,
  invalid_params = -32602,
  internal_error = -32603,
  header_mismatch = -32020,
  unsupported_version = -32022
};

// What a message is answered with.
struct Reply {
  json::Value message;
  int status = 200;         // over HTTP
  json::Value before = {};  // a notification that goes before it; null: none
};

bool is_request(const json::Value& message);    // it has a method and an id, whatever that is
json::Value id_of(const json::Value& message);  // null where it is no text and no whole number
json::Value message(const json::Value& id);     // to be filled
json::Value error(const json::Value& id, int code, std::string_view sentence);
json::Value no_such_method(const json::Value& asked);
json::Value implementation(std::string_view version);  // which program this is

}  // namespace pith::web::mcp
