#include "web/admission.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "lib/log/log.h"
#include "store/access_keys.h"
#include "web/api/problem.h"
#include "web/client_address.h"
#include "web/keys.h"

namespace pith::web {

namespace {

// How this visitor is counted.
struct Policy {
  std::string_view name;
  RateLimit& limit;
  std::string who;
};
Policy policy_of(const Context& context) {
  const auto& visit = context.visit;
  if (visit.key()) return {"key", context.limits.keys, visit.key()->id};
  auto address = limit_key(visit.address());
  if (visit.at_home()) return {"home", context.limits.keys, std::move(address)};
  return {"address", context.limits.addresses, std::move(address)};
}

http::Response too_many(const Context& context, const Policy& policy, const RateLimit::Standing& standing) {
  api::Problem problem{429,
                       {},
                       fmt::format("More than {} requests in {} s. The next one may come in {} s.",
                                   policy.limit.times(), policy.limit.window().count(), standing.until.count())};
  problem.type = "https://iana.org/assignments/http-problem-types#quota-exceeded";
  problem.violated = policy.name;
  auto response = api::to_response(problem, context.request);
  response.headers.emplace_back("Retry-After", std::to_string(standing.until.count()));
  return response;
}

http::Response no_such_key(const Context& context) {
  auto response =
      api::to_response({401,
                        {},
                        "This key opens nothing here: it is mistyped or was removed. It is sent as "
                        "\"Authorization: Bearer pith_...\"; without the header you ask as nobody in particular."},
                       context.request);
  response.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"Pith\", error=\"invalid_token\"");
  return response;
}

http::Response key_in_address(const Context& context) {
  return api::to_response({400,
                           {},
                           "A key belongs into the header \"Authorization: Bearer ...\". In an address it is kept by "
                           "histories and logs: remove this key and make a new one."},
                          context.request);
}

std::optional<http::Response> refusal(const Context& context, const Policy& policy,
                                      const RateLimit::Standing& standing) {
  std::optional<http::Response> refused;
  if (!standing.allowed)
    refused = too_many(context, policy, standing);
  else if (has_key_in_address(context.request))
    refused = key_in_address(context);
  else if (context.visit.key_refused())
    refused = no_such_key(context);
  if (refused) refused->headers.emplace_back("Cache-Control", "no-store");
  return refused;
}

void add_limits(const Policy& policy, const RateLimit::Standing& standing, http::Response& response) {
  if (policy.limit.unlimited()) return;
  response.headers.emplace_back("RateLimit-Policy", fmt::format("\"{}\";q={};w={}", policy.name, policy.limit.times(),
                                                                policy.limit.window().count()));
  response.headers.emplace_back("RateLimit",
                                fmt::format("\"{}\";r={};t={}", policy.name, standing.left, standing.until.count()));
}

// What a key shows is its reader's: kept by their program alone, which asks whether it is still so.
void keep_private(const Context& context, http::Response& response) {
  const auto& visit = context.visit;
  const bool personal = visit.key() || (visit.reader() && !visit.at_home());
  const bool marked = std::ranges::any_of(response.headers, [](const auto& f) { return f.first == "Cache-Control"; });
  response.headers.emplace_back("Vary", "Authorization");
  if (personal && !marked) response.headers.emplace_back("Cache-Control", "private, no-cache");
}

}  // namespace

void note_use(const Context& context) {
  const auto& key = context.visit.key();
  const auto today = day_in("UTC", context.now);
  if (!key || key->last_used == today) return;
  const auto done = context.home.write([&](store::Tx& tx) { store::note_used(tx, key->id, today); });
  if (!done) log::warning(fmt::format("web: {}", done.error().log_line()));
}

http::Response admitted(const Context& context, int requests,
                        const std::function<http::Response(const Context&)>& answer) {
  const auto policy = policy_of(context);
  const auto standing = policy.limit.count(policy.who, RateLimit::Clock::now(), requests);
  auto refused = refusal(context, policy, standing);
  if (!refused) note_use(context);
  auto response = refused ? *std::move(refused) : answer(context);
  add_limits(policy, standing, response);
  keep_private(context, response);
  return response;
}

}  // namespace pith::web
