#include "web/gate.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/url.h"
#include "web/client_address.h"

namespace pith::web {

namespace {

// "https://pith.example" -> "pith.example"; with the port where it is not the scheme's own.
std::string authority_of(std::string_view url) {
  const auto parsed = parse_url(url);
  if (!parsed) return {};
  return parsed->port ? fmt::format("{}:{}", parsed->host, *parsed->port) : parsed->host;
}

bool is_for_machines(std::string_view path) { return path == "/healthz" || path == "/metrics"; }

std::string lower(std::string_view text) {
  std::string out(text);
  std::ranges::transform(out, out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

}  // namespace

std::optional<Refusal> refuse_host(const SiteOptions& options, const http::Request& request) {
  const auto host = lower(request.header("Host"));
  if (options.accounts) {
    if (host == authority_of(options.url) || (is_for_machines(request.path) && is_from_here(request))) return {};
    return Refusal{421, fmt::format("This site is {}. A proxy before it must pass the Host header on.", options.url)};
  }
  if (!options.for_owner || host.empty() || is_local_host_header(host)) return {};
  if (!options.url.empty() && host == authority_of(options.url)) return {};
  return Refusal{421,
                 "These pages answer to this machine's own names alone. To open them to others, set web.url or "
                 "web.public."};
}

bool is_from_here(const http::Request& request) {
  const bool passed_on = !request.header("X-Forwarded-For").empty() || !request.header("Forwarded").empty() ||
                         !request.header("X-Real-IP").empty() || !request.header("Via").empty();
  const auto host = request.header("Host");
  return is_loopback_address(request.peer) && !passed_on && (host.empty() || is_local_host_header(host));
}

bool is_cross_site(const http::Request& request) {
  const auto site = request.header("Sec-Fetch-Site");
  return !site.empty() && site != "same-origin" && site != "none";
}

}  // namespace pith::web
