// Programs that come as a reader: by a key in the Authorization header (RFC 6750), or by the address of the reader's
// own feed. Neither is ever taken for nobody: what opens nothing is refused.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "lib/http_server/message.h"
#include "store/store.h"
#include "web/site.h"
#include "web/visit.h"

namespace pith::web {

inline constexpr std::string_view own_feed_path = "/feeds/own/";  // and a token, and the form's ending

// /api, what is below it, and /mcp.
bool is_for_programs(std::string_view path);

// Whether the request shows a key, be it a wrong one. The scheme Basic is the affair of a proxy before this site.
bool shows_key(const http::Request& request);
// Whether a key stands in the address, where proxies and histories keep it.
bool has_key_in_address(const http::Request& request);

// Takes the visitor for the key's reader, or notes that the key opens nothing.
Result<void> recognise_key(Visit& visit, const SiteOptions& options, const http::Request& request,
                           const store::Session& session);
// The same for the address of a reader's own feed.
Result<void> recognise_own_feed(Visit& visit, const SiteOptions& options, const http::Request& request,
                                const store::Session& session);

// The path as logs may have it: without the token of a feed.
std::string path_for_log(std::string_view path);

}  // namespace pith::web
