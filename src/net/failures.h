// A failed exchange in a person's words, its URL without secrets. Pure.
#pragma once

#include <cstdint>
#include <string_view>

#include "base/result.h"
#include "base/url.h"
#include "lib/curl/transfer.h"
#include "net/http_client.h"

namespace pith::net {

Error failure_of(const curl::End& end, const Url& url, const Limits& limits);
Error private_address(const Url& url, std::string_view address);
Error no_room(const Url& url);   // other large answers were under way
Error holds_up(const Url& url);  // other large answers
Error too_large(const Url& url, std::int64_t limit);
Error too_many_headers(const Url& url);

// Whether the request of a failed exchange is known not to have reached the server: there was no connection.
bool never_arrived(const Error& error);

}  // namespace pith::net
