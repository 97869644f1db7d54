// The Model Context Protocol, revision 2025-11-25, over HTTP POST (streamable HTTP without streams) and, by the same
// function, over lines (`pith mcp`). Tools only: what the API tells, asked by a language model. Stateless.
#pragma once

#include <optional>

#include "lib/json/json.h"
#include "web/page.h"

namespace pith::web::mcp {

inline constexpr std::string_view path = "/mcp";

// Answers a request to /mcp: 403 for a page of another site, 405 but for POST, 202 for what wants no answer.
http::Response answer(const Context& context);

// How many messages the body holds: each counts as a request.
int messages_in(const http::Request& request);

// The answer to one JSON-RPC message; none to a notification.
std::optional<json::Value> reply(const Context& context, const json::Value& message);

}  // namespace pith::web::mcp
