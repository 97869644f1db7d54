// The Model Context Protocol over HTTP POST (streamable HTTP without lasting streams) and, by the same function, over
// lines (`pith mcp`): revision 2026-07-28, and those before it that begin with a greeting. Tools only: what the API
// tells, asked by a language model. Stateless.
#pragma once

#include <string>
#include <string_view>

#include "web/page.h"

namespace pith::web::mcp {

inline constexpr std::string_view path = "/mcp";

// Answers a request to /mcp: 403 for a page of another site, 405 but for POST, 202 for what wants no answer.
http::Response answer(const Context& context);

// How many messages the body holds: each counts as a request.
int messages_in(const http::Request& request);

// A message that came over a line, as HTTP would bring it. `agreed`: the revision that a greeting led to; else empty.
http::Request as_request(std::string line, std::string_view agreed);

}  // namespace pith::web::mcp
