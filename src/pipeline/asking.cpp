#include "pipeline/asking.h"

#include <map>

#include <fmt/format.h>

#include "base/url.h"
#include "net/retry_after.h"
#include "store/rests.h"

namespace pith::pipeline {

namespace {

std::string host_of(std::string_view url) {
  const auto parsed = parse_url(url);
  return parsed ? parsed->host : std::string{};
}

}  // namespace

std::optional<Failure> still_resting(Context& context, std::string_view url) {
  return still_resting(context, context.store.read(), host_of(url));
}

std::optional<Failure> still_resting(Context& context, const store::Session& session, const std::string& host) {
  const Time now = context.clock.now();
  const auto until = store::rests_until(session, host);
  if (!until) return Failure{until.error()};
  if (!*until || **until <= now) return std::nullopt;
  Failure failure{
      {ErrorKind::http_status,
       fmt::format("the server {} asked to be left alone until {}", host, format_rfc3339(**until)), "", 429},
      std::chrono::ceil<Seconds>(**until - now)};
  failure.rests = true;
  return failure;
}

// Retry-After on 429 and 503 speaks for the whole host. Under a standing clock a short rest would never end.
Result<void> note_rest(Context& context, const net::HttpResponse& response) {
  if (response.status != 429 && response.status != 503) return {};
  const Time now = context.clock.now();
  const auto wish = net::revisit_hint(response.headers, now).not_before;
  if (!wish || *wish <= short_wait) return {};
  return context.store.write([&](store::Tx& tx) { store::rest(tx, host_of(response.final_url), now + *wish); });
}

Result<void> note_pace(Context& context, const std::vector<std::string>& hosts) {
  if (context.options.noted_pace <= std::chrono::milliseconds{0} || hosts.empty()) return {};
  const Time until = context.clock.now() + context.options.noted_pace;
  return context.store.write([&](store::Tx& tx) {
    std::map<std::string, Time> free_at;
    for (const auto& host : hosts) free_at[host] = until;
    store::put_pace(tx, free_at);
  });
}

namespace {

Asked in_line(const Context& context, net::HttpRequest request) {
  auto host = host_of(request.url);
  const Waiting waiting(context, host);
  if (!waiting.has_place()) {
    Failure failure{{ErrorKind::network, fmt::format("too many wait for the server {} already", host), ""}};
    failure.full_line = std::move(host);
    return std::unexpected(std::move(failure));
  }
  auto response = net::fetch(context.http, std::move(request));
  if (!response) return std::unexpected(response.error());
  return std::move(*response);
}

}  // namespace

Asked ask(Context& context, net::HttpRequest request) {
  if (auto resting = still_resting(context, request.url)) return std::unexpected(std::move(*resting));
  if (auto noted = note_pace(context, {host_of(request.url)}); !noted) return std::unexpected(noted.error());
  request.stop = context.stop;
  auto response = in_line(context, std::move(request));
  if (!response) return std::unexpected(response.error());
  if (auto noted = note_rest(context, *response); !noted) return std::unexpected(noted.error());
  return std::move(*response);
}

std::optional<Seconds> asked_by(int status, const net::RevisitHint& hint) {
  const bool busy = status == 429 || status == 503;
  if (!busy || !hint.fresh_for) return hint.not_before;
  return std::max(hint.not_before.value_or(Seconds{0}), *hint.fresh_for);
}

std::string when_again(std::optional<Seconds> asked, Time now) {
  return asked && *asked > Seconds{0}
             ? fmt::format("; it asked to be left alone until {}", format_rfc3339(now + *asked))
             : "";
}

Failure refusal(Context& context, const net::HttpResponse& response, const std::string& what) {
  const Time now = context.clock.now();
  const auto asked = asked_by(response.status, net::revisit_hint(response.headers, now));
  return {{ErrorKind::http_status, fmt::format("{} ({}){}", what, response.status, when_again(asked, now)), "",
           response.status},
          asked};
}

}  // namespace pith::pipeline
