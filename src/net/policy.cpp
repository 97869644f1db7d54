#include "net/policy.h"

#include <algorithm>

#include <fmt/format.h>
#include <strings.h>

#include "net/address.h"

namespace pith::net {

namespace {

bool usual(int port) { return port == 80 || port == 443 || (port >= 8000 && port <= 8999); }

bool same_host(const std::string& a, const std::string& b) { return strcasecmp(a.c_str(), b.c_str()) == 0; }

}  // namespace

int port_of(const Url& url) { return url.port.value_or(url.scheme == "https" ? 443 : 80); }

namespace {

// ".home" is every host of that domain.
bool covers(std::string_view entry, const std::string& host) {
  if (!entry.starts_with('.')) return same_host(std::string(entry), host);
  return host.size() > entry.size() && same_host(host.substr(host.size() - entry.size()), std::string(entry));
}

}  // namespace

bool Policy::allowed(const Url& url) const {
  if (allowed_hosts_.empty()) return false;
  const auto with_port = fmt::format("{}:{}", url.host, port_of(url));
  return std::ranges::any_of(
      allowed_hosts_, [&](const std::string& entry) { return covers(entry, url.host) || covers(entry, with_port); });
}

Result<void> Policy::may_ask(const Url& url, bool trusted) const {
  if (!url.is_http() || url.host.empty()) {
    return fail(ErrorKind::refused, fmt::format("{} is not an http or https address.", redact_url(url.text())));
  }
  if (!trusted && !usual(port_of(url)) && !allowed(url)) {
    return fail(ErrorKind::refused,
                fmt::format("{} names port {}, where no feed is expected. If you want that, name the host in "
                            "feeds.allow_private.",
                            redact_url(url.text()), port_of(url)));
  }
  return {};
}

bool Policy::may_connect(const Url& url, std::string_view address) const {
  return is_public_address(address) || allowed(url);
}

}  // namespace pith::net
