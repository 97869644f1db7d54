#include "base/url.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "base/byte_scan.h"
#include "base/parse_number.h"

namespace pith {

namespace {

bool is_alpha(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_scheme_char(char c) { return is_alpha(c) || is_digit(c) || c == '+' || c == '-' || c == '.'; }

std::string_view trimmed(std::string_view text) {
  const auto is_space = [](char c) { return static_cast<unsigned char>(c) <= ' '; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

constexpr std::array<bool, 256> make_odd_bytes() {
  std::array<bool, 256> odd{};
  for (std::size_t byte = 0; byte < ' '; ++byte) odd.at(byte) = true;
  for (const char c : std::string_view(" <>\"`{}|\\^\x7f")) odd.at(static_cast<unsigned char>(c)) = true;
  return odd;
}
constexpr auto odd_bytes = make_odd_bytes();
bool may_not_stand(char c) { return odd_bytes[static_cast<unsigned char>(c)]; }

// What may not stand in a URL as it is, percent-encoded; line breaks and tabs inside are dropped, as browsers do.
std::string encoded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  while (true) {
    const auto odd = static_cast<std::size_t>(std::ranges::find_if(text, may_not_stand) - text.begin());
    out.append(text, 0, odd);
    if (odd == text.size()) return out;
    const char c = text[odd];
    if (c != '\n' && c != '\r' && c != '\t')
      fmt::format_to(std::back_inserter(out), "%{:02X}", static_cast<unsigned char>(c));
    text.remove_prefix(odd + 1);
  }
}

// The pieces of a URL reference as views into it (RFC 3986, appendix B).
struct Pieces {
  std::optional<std::string_view> scheme, authority, query, fragment;
  std::string_view path;
};

std::optional<std::string_view> scheme_in(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == text.npos || colon == 0 || !is_alpha(text.front())) return std::nullopt;
  const auto scheme = text.substr(0, colon);
  if (!std::ranges::all_of(scheme, is_scheme_char)) return std::nullopt;
  return scheme;
}

std::optional<std::string_view> cut_after(std::string_view& text, char mark) {
  const auto at = text.find(mark);
  if (at == text.npos) return std::nullopt;
  const auto rest = text.substr(at + 1);
  text = text.substr(0, at);
  return rest;
}

Pieces pieces_of(std::string_view text) {
  Pieces pieces;
  pieces.fragment = cut_after(text, '#');
  pieces.query = cut_after(text, '?');
  pieces.scheme = scheme_in(text);
  if (pieces.scheme) text.remove_prefix(pieces.scheme->size() + 1);
  if (text.starts_with("//")) {
    text.remove_prefix(2);
    const auto end = std::min(text.find('/'), text.size());
    pieces.authority = text.substr(0, end);
    text.remove_prefix(end);
  }
  pieces.path = text;
  return pieces;
}

// Takes ":8080" off the end of an authority. False where what follows the colon is no port.
bool take_port(std::string_view& authority, std::optional<int>& port) {
  const auto colon = authority.rfind(':');
  if (colon == authority.npos || authority.find(']', colon) != authority.npos) return true;
  const auto digits = authority.substr(colon + 1);
  authority = authority.substr(0, colon);
  if (digits.empty()) return true;
  const auto value = parse_number<int>(digits).value_or(-1);
  if (value < 0 || value > 65535) return false;
  port = value;
  return true;
}

bool is_host(std::string_view host) {
  if (host.starts_with('[')) return host.ends_with(']') && host.size() > 2;
  return std::ranges::none_of(
      host, [](char c) { return std::string_view(" %<>\"`{}|\\^[]@:").find(c) != std::string_view::npos; });
}

bool take_authority(std::string_view authority, Url& url) {
  url.has_authority = true;
  if (const auto at = authority.rfind('@'); at != authority.npos) {
    url.user_info = authority.substr(0, at);
    authority.remove_prefix(at + 1);
  }
  if (!take_port(authority, url.port)) return false;
  url.host = lowered_ascii(authority);
  return is_host(url.host);
}

// RFC 3986, 5.2.4.
std::string without_dots(std::string_view path) {
  std::string out;
  while (!path.empty()) {
    const auto end = std::min(path.find('/', 1), path.size());
    const auto segment = path.substr(0, end);
    path.remove_prefix(end);
    if (segment == "/.." || segment == "/.") {
      if (segment == "/..") out.resize(std::min(out.rfind('/'), out.size()));
      if (path.empty()) out += '/';
    } else if (segment != "." && segment != "..") {
      out += segment;
    }
  }
  return out;
}

std::string merged_path(const Url& base, std::string_view path) {
  if (path.starts_with('/')) return without_dots(path);
  if (base.has_authority && base.path.empty()) return without_dots(fmt::format("/{}", path));
  const auto folder = std::string_view(base.path).substr(0, base.path.rfind('/') + 1);
  return without_dots(fmt::format("{}{}", folder, path));
}

std::string text_of(std::optional<std::string_view> view) { return std::string(view.value_or("")); }

}  // namespace

std::string Url::text() const {
  std::string out = scheme + ':';
  if (has_authority) out += "//";
  if (!user_info.empty()) out.append(user_info).append(1, '@');
  out += host;
  if (port) fmt::format_to(std::back_inserter(out), ":{}", *port);
  out += path;
  if (query) out.append(1, '?').append(*query);
  if (fragment) out.append(1, '#').append(*fragment);
  return out;
}

Result<Url> parse_url(std::string_view text) {
  const auto whole = encoded(trimmed(text));
  const auto pieces = pieces_of(whole);
  const auto none = [&] {
    return fail(ErrorKind::invalid_input, fmt::format("\"{}\" is not a URL", redact_url(whole.substr(0, 200))));
  };
  if (!pieces.scheme) return none();
  Url url;
  url.scheme = lowered_ascii(*pieces.scheme);
  url.path = pieces.path;
  if (pieces.query) url.query = *pieces.query;
  if (pieces.fragment) url.fragment = *pieces.fragment;
  if (pieces.authority && !take_authority(*pieces.authority, url)) return none();
  if (url.is_http() && url.host.empty()) return none();
  if (url.has_authority && url.path.empty() && url.is_http()) url.path = "/";
  return url;
}

Result<Url> parse_web_address(std::string_view text) {
  constexpr std::array<std::string_view, 6> aliases = {"feed", "podcast", "itpc", "pcast", "itms", "itms-podcasts"};
  std::string address(trimmed(text));
  const auto scheme = lowered_ascii(scheme_in(address).value_or(""));
  if (std::ranges::find(aliases, scheme) != aliases.end()) {
    address.erase(0, scheme.size() + 1);  // feed:https://host/x and feed://host/x
    address.erase(0, address.find_first_not_of('/'));
    if (!scheme_in(address) || !address.contains("://")) address.insert(0, "https://");
  } else if (!address.contains("://") && address.find('.') != address.npos && address.find(' ') == address.npos) {
    address.insert(0, "https://");
  }
  auto url = parse_url(address);
  if (!url) return url;
  if (!url->is_http())
    return fail(ErrorKind::invalid_input, fmt::format("\"{}\" is not a web address (http or https)", redact_url(text)));
  if (url->host.find('.') == url->host.npos && url->host != "localhost" && !url->host.starts_with('[') && !url->port)
    return fail(ErrorKind::invalid_input,
                fmt::format("\"{}\" is not a web address: \"{}\" names no site", redact_url(text), url->host));
  return url;
}

std::string resolve_url(std::string_view base, std::string_view reference) {
  auto whole = encoded(trimmed(reference));
  const auto pieces = pieces_of(whole);
  if (pieces.scheme) return whole;
  auto target = parse_url(base);
  if (!target) return whole;
  target->fragment = pieces.fragment ? std::optional<std::string>(*pieces.fragment) : std::nullopt;
  if (pieces.authority) {
    const auto same_scheme = parse_url(fmt::format("{}:{}", target->scheme, whole));
    return same_scheme ? same_scheme->text() : whole;
  }
  if (!pieces.path.empty()) target->path = merged_path(*target, pieces.path);
  if (!pieces.path.empty() || pieces.query) {
    target->query.reset();
    if (pieces.query) target->query = text_of(pieces.query);
  }
  return target->text();
}

std::string encode_component(std::string_view text) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    const bool letter = (byte | 0x20U) >= 'a' && (byte | 0x20U) <= 'z';
    if (letter || (c >= '0' && c <= '9') || std::string_view("-._~").contains(c))
      out += c;
    else
      out += {'%', digits[byte >> 4U], digits[byte & 15U]};
  }
  return out;
}

int port_of(const Url& url) { return url.port.value_or(url.scheme == "https" ? 443 : 80); }

bool same_origin(const Url& a, const Url& b) {
  return a.scheme == b.scheme && a.host == b.host && port_of(a) == port_of(b);
}

}  // namespace pith
