// Revision 2026-07-28 of the Model Context Protocol: there is no greeting, each request says in `params._meta` which
// revision it speaks and what its client can do, and over HTTP headers say again what the body says.
#pragma once

#include <string>
#include <string_view>

#include "web/mcp/messages.h"
#include "web/page.h"

namespace pith::web::mcp {

// The revision that a message says it speaks, in its own words; empty where it says none.
std::string_view revision_in(const json::Value& message);
// Whether it says one at all, be it no text.
bool says_revision(const json::Value& message);

// The answer to a request. Headers that are not as the body: -32020.
Reply reply_stateless(const Context& context, const json::Value& asked);

// The refusals of a revision that is not known here, and of one that the header does not name.
Reply unknown_revision(const json::Value& id, std::string_view asked);
Reply other_revision(const json::Value& id);

// The headers that a client of this revision would send with a message.
void add_headers(http::Request& request, const json::Value& message);

}  // namespace pith::web::mcp
