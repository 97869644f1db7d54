#include "net/policy.h"

#include <algorithm>

#include <fmt/format.h>
#include <strings.h>

#include "net/address.h"
#include "net/failures.h"

namespace pith::net {

namespace {

bool usual(int port) { return port == 80 || port == 443 || (port >= 8000 && port <= 8999); }

bool same_host(const std::string& a, const std::string& b) { return strcasecmp(a.c_str(), b.c_str()) == 0; }

// ".home" is every host of that domain.
bool covers(std::string_view entry, const std::string& host) {
  if (!entry.starts_with('.')) return same_host(std::string(entry), host);
  return host.size() > entry.size() && same_host(host.substr(host.size() - entry.size()), std::string(entry));
}

// This machine's name, or an address that stands in the URL itself and is none of the public internet.
bool is_private(std::string_view host) {
  if (host == "localhost") return true;
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  const bool is_address = host.contains(':') || host.find_first_not_of("0123456789.") == host.npos;
  return is_address && !is_public_address(host);
}

bool named_in(const std::vector<std::string>& entries, const Url& url) {
  if (entries.empty()) return false;
  const auto with_port = fmt::format("{}:{}", url.host, port_of(url));
  return std::ranges::any_of(
      entries, [&](const std::string& entry) { return covers(entry, url.host) || covers(entry, with_port); });
}

}  // namespace

bool Policy::allowed(const Url& url) const { return named_in(allowed_hosts_, url); }

Result<void> Policy::may_ask(const Url& url, bool trusted) const {
  if (!url.is_http() || url.host.empty()) {
    return fail(ErrorKind::refused, fmt::format("{} is not an http or https address.", redact_url(url.text())));
  }
  if (!trusted && !usual(port_of(url)) && !allowed(url) && !named_in(allowed_ports_, url)) {
    if (is_private(url.host)) return std::unexpected(private_address(url, url.host));
    return fail(ErrorKind::refused,
                fmt::format("{} names port {}, where no feed is expected. If one is there, name \"{}:{}\" in "
                            "feeds.allow_ports.",
                            redact_url(url.text()), port_of(url), url.host, port_of(url)));
  }
  return {};
}

bool Policy::may_connect(const Url& url, std::string_view address) const {
  return is_public_address(address) || allowed(url);
}

}  // namespace pith::net
