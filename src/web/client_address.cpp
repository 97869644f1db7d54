#include "web/client_address.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>

#include <arpa/inet.h>
#include <fmt/format.h>

#include "base/parse_number.h"
#include "text/utf8.h"
#include "text/words.h"

namespace pith::web {

namespace {

// IPv4 as ::ffff:a.b.c.d, so that there is one kind.
using Bytes = std::array<std::uint8_t, 16>;
constexpr int mapped_bits = 96;

std::optional<Bytes> bytes_of(std::string_view text) {
  if (text.size() > 45) return std::nullopt;
  const std::string address(text.substr(0, text.find('%')));
  Bytes bytes{};
  if (::inet_pton(AF_INET6, address.c_str(), bytes.data()) == 1) return bytes;
  bytes = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
  if (::inet_pton(AF_INET, address.c_str(), bytes.data() + 12) == 1) return bytes;
  return std::nullopt;
}

bool is_v4(const Bytes& bytes) {
  return std::all_of(bytes.begin(), bytes.begin() + 10, [](auto byte) { return byte == 0; }) && bytes[10] == 0xFF &&
         bytes[11] == 0xFF;
}

Bytes masked(Bytes bytes, int bits) {
  for (int n = 0; n < 16; ++n) {
    const int kept = std::clamp(bits - n * 8, 0, 8);
    bytes.at(static_cast<std::size_t>(n)) &= static_cast<std::uint8_t>(0xFF00U >> static_cast<unsigned>(kept));
  }
  return bytes;
}

std::string text_of(const Bytes& bytes) {
  std::array<char, INET6_ADDRSTRLEN> out{};
  if (is_v4(bytes)) return ::inet_ntop(AF_INET, bytes.data() + 12, out.data(), out.size());
  return ::inet_ntop(AF_INET6, bytes.data(), out.data(), out.size());
}

struct Network {
  Bytes bytes{};
  int bits = 128;
};

std::optional<Network> network_of(std::string_view text) {
  const auto slash = text.find('/');
  const auto bytes = bytes_of(text.substr(0, slash));
  if (!bytes) return std::nullopt;
  if (slash == std::string_view::npos) return Network{*bytes, 128};
  const auto bits = parse_number<int>(text.substr(slash + 1)).value_or(-1);
  if (bits < 0 || bits > (is_v4(*bytes) ? 32 : 128)) return std::nullopt;
  return Network{*bytes, is_v4(*bytes) ? bits + mapped_bits : bits};
}

bool is_trusted(std::string_view address, std::span<const std::string> proxies) {
  return std::ranges::any_of(proxies, [&](const auto& network) { return in_network(address, network); });
}

std::string_view without_port(std::string_view host) {
  if (host.starts_with('[')) return host.substr(1, std::max<std::size_t>(host.find(']'), 1) - 1);
  return host.substr(0, host.find(':'));
}

}  // namespace

bool is_network(std::string_view text) { return network_of(text).has_value(); }

bool in_network(std::string_view address, std::string_view network) {
  const auto bytes = bytes_of(address);
  const auto of = network_of(network);
  return bytes && of && masked(*bytes, of->bits) == masked(of->bytes, of->bits);
}

std::string client_address(const http::Request& request, std::span<const std::string> proxies) {
  std::string hops;  // of all lines of that name: a proxy may add one of its own below the client's
  for (const auto& [name, value] : request.headers)
    if (text::lower(name) == "x-forwarded-for") hops += (hops.empty() ? "" : ", ") + value;
  std::string_view rest = hops;
  std::string address = request.peer;
  while (!rest.empty() && is_trusted(address, proxies)) {
    const auto comma = rest.rfind(',');
    const auto hop = text::trim(comma == std::string_view::npos ? rest : rest.substr(comma + 1));
    if (!bytes_of(hop)) break;
    address = hop;
    rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(0, comma);
  }
  return address;
}

std::string class_of_address(std::string_view address) {
  const auto bytes = bytes_of(address);
  if (!bytes) return {};
  return is_v4(*bytes) ? fmt::format("{}/24", text_of(masked(*bytes, mapped_bits + 24)))
                       : fmt::format("{}/48", text_of(masked(*bytes, 48)));
}

std::string limit_key(std::string_view address) {
  const auto bytes = bytes_of(address);
  if (!bytes) return std::string(address);
  return text_of(is_v4(*bytes) ? *bytes : masked(*bytes, 64));
}

bool is_loopback_address(std::string_view address) {
  return in_network(address, "127.0.0.0/8") || in_network(address, "::1");
}

bool is_local_host_header(std::string_view host) {
  const auto name = without_port(host);
  return name == "localhost" || name.ends_with(".localhost") || bytes_of(name).has_value();
}

}  // namespace pith::web
