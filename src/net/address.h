// Which IP addresses the outside may lead Pith to. Pure.
#pragma once

#include <string_view>

namespace pith::net {

// Whether an IP address, as text, is one of the public internet. False for private, loopback, link-local, shared,
// multicast, documentation and reserved ranges, for IPv4 mapped into IPv6, for NAT64, 6to4 and Teredo around anything
// that is not public itself, and for text that is no address.
bool is_public_address(std::string_view address);

}  // namespace pith::net
