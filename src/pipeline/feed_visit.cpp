#include "pipeline/feed_visit.h"

#include <algorithm>

#include <fmt/format.h>

#include "base/url.h"
#include "pipeline/asking.h"

namespace pith::pipeline {

namespace {

constexpr std::string_view feed_types =
    "application/rss+xml, application/atom+xml, application/feed+json, application/xml;q=0.9, text/xml;q=0.9, "
    "*/*;q=0.5";

constexpr auto believed = std::chrono::days{14};

}  // namespace

bool are_current(const Validators& validators, Time now) {
  return validators.given && *validators.given <= now && now - *validators.given < believed;
}

net::HttpRequest visit_request(const Context& context, const Feed& feed) {
  net::HttpRequest request;
  request.url = feed.url;
  request.accept = feed_types;
  if (are_current(feed.validators, context.clock.now())) {
    request.if_none_match = feed.validators.etag;
    request.if_modified_since = feed.validators.last_modified;
    request.validators_of = feed.validators.of;
  }
  request.limits = context.options.feed_limits;
  return request;
}

Visit visit_of(const Context& context, net::HttpResponse response) {
  const auto hint = net::revisit_hint(response.headers, context.clock.now());
  return {std::move(response), hint};
}

std::expected<Visit, Failure> visit(Context& context, const Feed& feed) {
  auto response = ask(context, visit_request(context, feed));
  if (!response) return std::unexpected(response.error());
  return visit_of(context, std::move(*response));
}

std::optional<Error> status_error(const Visit& visit, std::string_view url) {
  const int status = visit.response.status;
  if (status == 304 || (status >= 200 && status < 300)) return std::nullopt;
  const auto shown = redact_url(url);
  if (status == 410)
    return Error{ErrorKind::gone, fmt::format("{} is gone for good: its server says so (410)", shown), "", status};
  if (status == 404)
    return Error{ErrorKind::http_status, fmt::format("{} is not there (404); is the address right?", shown), "",
                 status};
  if (status == 401 || status == 403)
    return Error{ErrorKind::http_status, fmt::format("{} may not be read: its server refuses ({})", shown, status), "",
                 status};
  const auto* said = status == 429   ? "asks for fewer requests"
                     : status == 503 ? "is too busy or being mended"
                                     : "answered with an error";
  return Error{ErrorKind::http_status, fmt::format("the server of {} {} ({})", shown, said, status), "", status};
}

std::optional<Seconds> asked_by(const Visit& visit) { return asked_by(visit.response.status, visit.hint); }

std::optional<Failure> status_failure(const Context& context, const Visit& visit, std::string_view url) {
  auto error = status_error(visit, url);
  if (!error) return std::nullopt;
  const auto asked = asked_by(visit);
  error->message += when_again(asked, context.clock.now());
  return Failure{std::move(*error), asked};
}

}  // namespace pith::pipeline
