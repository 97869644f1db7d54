// URLs as feeds, pages and people write them: parsed leniently, resolved by RFC 3986, made comparable, and shown
// without secrets. Pure text: nothing is looked up.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace pith {

struct Url {
  std::string scheme;     // lower case
  std::string user_info;  // "name:password", as written
  std::string host;       // lower case; IPv6 in brackets
  std::optional<int> port;
  std::string path;  // begins with '/' where there is a host
  std::optional<std::string> query;
  std::optional<std::string> fragment;
  bool has_authority = false;  // "//" after the scheme

  bool is_http() const { return scheme == "http" || scheme == "https"; }
  std::string text() const;
};

// An absolute URL; spaces around it are dropped, spaces and control characters within are percent-encoded. A clear
// invalid_input for what is none.
Result<Url> parse_url(std::string_view text);

// As parse_url, but only http and https with a host; "example.com/feed" gets https://, feed:// and the like become
// https://. What a person types.
Result<Url> parse_web_address(std::string_view text);

// RFC 3986, 5.2. `reference` as it stands (trimmed) where `base` is no absolute URL.
std::string resolve_url(std::string_view base, std::string_view reference);

int port_of(const Url& url);  // the scheme's own where none is named
// The same scheme, host and port: who has the one's password or cookies may show them to the other.
bool same_origin(const Url& a, const Url& b);

// For comparing two addresses of the same thing, never for fetching: scheme and "www." dropped, host in lower case,
// default port, fragment and volatile query keys (tokens, signatures, expiry, tracking) gone, the rest of the query in
// order of keys, no trailing slash. Text that is no URL comes back trimmed.
std::string comparable_url(std::string_view url);

// For logs and pages: user info and the values of secret query keys become "***"; so do long random path segments of
// known private-feed hosts.
std::string redact_url(std::string_view url);

// Whether redact_url would hide anything: the feed is private to its owner.
bool has_secret(std::string_view url);

// A value of a query or a part of a path: all but letters, digits and "-._~" percent-encoded (RFC 3986).
std::string encode_component(std::string_view text);

}  // namespace pith
