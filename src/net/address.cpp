#include "net/address.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

namespace pith::net {

namespace {

using Bytes = std::span<const std::uint8_t>;

struct Prefix {
  std::array<std::uint8_t, 16> bytes;
  unsigned bits;
};

// IANA's special-purpose registry: all of IPv4 that is not public unicast.
constexpr Prefix not_public_v4[] = {
    {{0}, 8},
    {{10}, 8},
    {{100, 64}, 10},
    {{127}, 8},
    {{169, 254}, 16},
    {{172, 16}, 12},
    {{192, 0, 0}, 24},
    {{192, 0, 2}, 24},
    {{192, 88, 99}, 24},
    {{192, 168}, 16},
    {{198, 18}, 15},
    {{198, 51, 100}, 24},
    {{203, 0, 113}, 24},
    {{224}, 3},
};

// Within 2000::/3, the public part of IPv6.
constexpr Prefix not_public_v6[] = {
    {{0x20, 0x01, 0x00, 0x00}, 23},  // protocol assignments, Teredo among them
    {{0x20, 0x01, 0x0d, 0xb8}, 32},  // documentation
    {{0x3f, 0xff, 0x00}, 20},        // documentation
};

constexpr Prefix public_v6 = {{0x20}, 3};
constexpr Prefix nat64 = {{0x00, 0x64, 0xff, 0x9b}, 96};
constexpr Prefix six_to_four = {{0x20, 0x02}, 16};

bool within(Bytes address, const Prefix& prefix) {
  for (unsigned bit = 0; bit < prefix.bits; ++bit) {
    const auto mask = static_cast<std::uint8_t>(0x80U >> (bit % 8));
    if ((address[bit / 8] & mask) != (prefix.bytes[bit / 8] & mask)) return false;
  }
  return true;
}

bool within_any(Bytes address, std::span<const Prefix> prefixes) {
  return std::ranges::any_of(prefixes, [&](const Prefix& prefix) { return within(address, prefix); });
}

bool is_public_v4(Bytes address) { return !within_any(address, not_public_v4); }

bool is_public_v6(Bytes address) {
  if (within(address, nat64)) return is_public_v4(address.subspan(12, 4));
  if (within(address, six_to_four)) return is_public_v4(address.subspan(2, 4));
  return within(address, public_v6) && !within_any(address, not_public_v6);
}

}  // namespace

bool is_public_address(std::string_view address) {
  const std::string text(address);
  std::array<std::uint8_t, 16> bytes{};
  if (inet_pton(AF_INET, text.c_str(), bytes.data()) == 1) return is_public_v4(Bytes(bytes).first(4));
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1) return is_public_v6(bytes);
  return false;
}

}  // namespace pith::net
