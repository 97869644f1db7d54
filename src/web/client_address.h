// Whose request it is: the peer's IP address, or where the peer is a proxy of ours, the address that it says it had the
// request from. Pure.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "lib/http_server/message.h"

namespace pith::web {

// Whether the address lies in "203.0.113.0/24", "2001:db8::/32", or is the one that is named.
bool in_network(std::string_view address, std::string_view network);
bool is_network(std::string_view text);

// Of X-Forwarded-For the last address that no proxy of ours has; what others write before it is believed by nobody.
std::string client_address(const http::Request& request, std::span<const std::string> proxies);

// What of an address is kept and counted by: IPv4 "203.0.113.7" -> "203.0.113.0/24", IPv6 -> its /48.
std::string class_of_address(std::string_view address);
// IPv4 as it is, IPv6 by its /64, which one person has to themselves.
std::string limit_key(std::string_view address);

bool is_loopback_address(std::string_view address);
// "localhost", "127.0.0.1:8700", "[::1]": names that no other machine's pages can have. Other IP addresses too.
bool is_local_host_header(std::string_view host);

}  // namespace pith::web
