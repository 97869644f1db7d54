#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "base/byte_scan.h"
#include "base/query_keys.h"
#include "base/url.h"

namespace pith {

namespace {

// Query keys that change while the thing stays: signatures, expiry, trackers. Lower case; "utm_*" stands for all that
// begin so.
constexpr std::array<std::string_view, 39> volatile_keys = {
    "_",          "_ga",     "_gl",        "access_token", "auth",
    "auth_token", "cb",      "csh",        "dest-id",      "dist",
    "exp",        "expires", "fbclid",     "from",         "gclid",
    "hdnea",      "hdnts",   "hmac",       "key-pair-id",  "listeningsessionid",
    "mc_cid",     "mc_eid",  "nocache",    "policy",       "ref",
    "sessionid",  "sig",     "sign",       "signature",    "sid",
    "src",        "token",   "token-hash", "token-time",   "ts",
    "updated",    "utm_*",   "x-amz-*",    "x-goog-*"};

std::string_view key_of(std::string_view pair) { return pair.substr(0, pair.find('=')); }

// "src=talk1.mp3": the value of a key that mostly is a tracker's chooses the file.
bool names_audio(std::string_view pair) {
  constexpr std::array<std::string_view, 7> endings = {".mp3", ".m4a", ".mp4", ".ogg", ".opus", ".aac", ".wav"};
  return std::ranges::any_of(endings, [&](std::string_view ending) { return pair.ends_with(ending); });
}

// The pairs of a query that last, in order, each after '?' or '&'.
void append_lasting(std::string& out, std::string_view query) {
  std::vector<std::string_view> pairs;
  for (auto rest = query; !rest.empty();) {
    const auto pair = rest.substr(0, rest.find('&'));
    rest.remove_prefix(std::min(pair.size() + 1, rest.size()));
    if (!pair.empty() && (!is_among(volatile_keys, key_of(pair)) || names_audio(pair))) pairs.push_back(pair);
  }
  std::ranges::sort(pairs);
  for (char mark = '?'; const auto pair : pairs) {
    out.append(1, mark).append(pair);
    mark = '&';
  }
}

bool is_default_port(const Url& url) {
  return (url.scheme == "http" && url.port == 80) || (url.scheme == "https" && url.port == 443);
}

// Percent-encoded letters, digits and marks that need none, decoded; hex digits of the others in upper case.
std::string plain_path(std::string_view path) {
  const auto digit = [](char c) -> int {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
  };
  if (!path.contains('%')) return std::string(path);
  std::string out;
  for (std::size_t n = 0; n < path.size(); ++n) {
    if (path[n] != '%' || n + 2 >= path.size() || digit(path[n + 1]) < 0 || digit(path[n + 2]) < 0) {
      out += path[n];
      continue;
    }
    const auto byte = static_cast<unsigned char>(digit(path[n + 1]) * 16 + digit(path[n + 2]));
    const auto is_plain = (byte >= '0' && byte <= '9') || (byte >= 'A' && byte <= 'Z') ||
                          (byte >= 'a' && byte <= 'z') || byte == '-' || byte == '.' || byte == '_' || byte == '~';
    if (is_plain)
      out += static_cast<char>(byte);
    else
      fmt::format_to(std::back_inserter(out), "%{:02X}", byte);
    n += 2;
  }
  return out;
}

// What makes an address one to parse: it has to be encoded or decoded, or names a user or an IPv6 host.
constexpr std::array<bool, 256> make_special_bytes() {
  std::array<bool, 256> special{};
  for (std::size_t byte = 0; byte <= ' '; ++byte) special.at(byte) = true;
  for (const char c : std::string_view("<>\"`{}|\\^\x7f%@[]")) special.at(static_cast<unsigned char>(c)) = true;
  return special;
}
constexpr auto special_bytes = make_special_bytes();

struct PlainAddress {
  std::string_view host, path, query;
};

// The parts of a web address that stands as parse_url would take it, without a port; nothing where it has to look.
std::optional<PlainAddress> plain_address(std::string_view text) {
  if (!text.starts_with("https://") && !text.starts_with("http://")) return std::nullopt;
  text.remove_prefix(text.find("//") + 2);
  if (std::ranges::any_of(text, [](char c) { return special_bytes[static_cast<unsigned char>(c)]; }))
    return std::nullopt;
  text = text.substr(0, text.find('#'));
  const auto query_at = std::min(text.find('?'), text.size());
  const auto path_at = std::min(text.find('/'), query_at);
  PlainAddress plain{text.substr(0, path_at), text.substr(path_at, query_at - path_at), text.substr(query_at)};
  if (plain.host.empty() || plain.host.contains(':')) return std::nullopt;
  if (!plain.query.empty()) plain.query.remove_prefix(1);
  return plain;
}

// `port` with its colon.
std::string compared(std::string_view host, std::string_view port, std::string_view path, std::string_view query) {
  while (path.ends_with('/')) path.remove_suffix(1);
  std::string out;
  out.reserve(host.size() + port.size() + path.size() + query.size() + 1);
  out.append(host);
  lower_ascii(out);
  if (out.starts_with("www.")) out.erase(0, 4);
  out.append(port).append(path);
  append_lasting(out, query);
  return out;
}

std::string_view without_www(std::string_view host) {
  if (host.starts_with("www.")) host.remove_prefix(4);
  return host;
}

}  // namespace

std::string comparable_url(std::string_view text) {
  if (text.empty()) return {};
  if (const auto plain = plain_address(text)) return compared(plain->host, {}, plain->path, plain->query);
  const auto url = parse_url(text);
  if (!url || !url->has_authority) return std::string(text.substr(0, text.find_last_not_of(" \t\r\n") + 1));
  const auto port = url->port && !is_default_port(*url) ? fmt::format(":{}", *url->port) : std::string{};
  return compared(url->is_http() ? url->host : fmt::format("{}://{}", url->scheme, without_www(url->host)), port,
                  plain_path(url->path), url->query.value_or(""));
}

}  // namespace pith
