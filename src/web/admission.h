// Before an answer to a program: whether it may ask now. Counts by key, or by address where none is shown, and says so
// with every answer in the fields RateLimit-Policy and RateLimit of draft-ietf-httpapi-ratelimit-headers-11 (May 2026).
// What is refused is a problem of RFC 9457: 429 with Retry-After beyond the limit, 401 for a key that opens nothing
// (RFC 6750), 400 for a key in the address.
#pragma once

#include <functional>

#include "web/page.h"

namespace pith::web {

// Writes down that the visitor's key was used today, once a day.
void note_use(const Context& context);

// `requests`: how many it counts as.
http::Response admitted(const Context& context, int requests,
                        const std::function<http::Response(const Context&)>& answer);

}  // namespace pith::web
