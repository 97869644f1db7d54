#include "web/site.h"

#include <fmt/format.h>

#include "base/ids.h"
#include "lib/log/log.h"
#include "web/api/api.h"
#include "web/mcp/mcp.h"
#include "web/page.h"
#include "web/routes.h"

namespace pith::web {

namespace {

// On every answer. Pages need their own stylesheet, images and modules, nothing else and nobody else's.
constexpr std::pair<std::string_view, std::string_view> security_headers[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; img-src 'self'; form-action 'self'; "
     "base-uri 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"X-Frame-Options", "DENY"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), interest-cohort=()"},
};

// How an error that a page returned is told to the person who asked.
Message message_of(const Error& error) {
  switch (error.kind) {
    case ErrorKind::not_found:
    case ErrorKind::gone:
      return {404, "Not here", error.message};
    case ErrorKind::invalid_input:
      return {400, "That address makes no sense", error.message};
    case ErrorKind::locked:
      return {503, "Busy just now", "The archive is in use. Try again in a moment."};
    default:
      return {500, "Something went wrong here", "It has been written to the log. Try again in a moment."};
  }
}

http::Response bare(int status, std::string_view sentence) {
  return {status, {{"Content-Type", "text/plain; charset=utf-8"}}, fmt::format("{}\n", sentence)};
}

// Gives pages a tag of their bytes, and an answer without them to those who have them.
void revalidate(const http::Request& request, http::Response& response) {
  if (response.status != 200) return;
  for (const auto& field : response.headers)
    if (field.first == "ETag" || field.first == "Cache-Control") return;
  const auto etag = fmt::format("W/\"{}\"", content_hash(response.body, 8));
  response.headers.emplace_back("ETag", etag);
  response.headers.emplace_back("Cache-Control", "no-cache");
  if (!none_match_has(request.header("If-None-Match"), etag)) return;
  response.status = 304;
  response.body.clear();
}

}  // namespace

struct Site::Parts {
  const store::Store& store;
  const Clock& clock;
  SiteOptions options;
  templates::TemplateSet templates;
  StaticFiles statics;

  http::Response answer(const http::Request& request) const;
  http::Response answer_from(const Context& context, const Match& found) const;
};

http::Response Site::Parts::answer_from(const Context& context, const Match& found) const {
  auto answer =
      found.route != nullptr
          ? found.route->page(context)
          : Answer(fail(ErrorKind::not_found, "There is no page at this address. It may have been mistyped."));
  const auto& problem = context.reading.problem();
  if (answer && !problem) return *std::move(answer);
  const auto& error = problem ? *problem : answer.error();
  const auto message = message_of(error);
  if (message.status >= 500) log::error(fmt::format("web: {}: {}", context.request.path, error.log_line()));
  auto told = message_page(context, message);
  return told ? *std::move(told) : bare(message.status, message.sentence);
}

http::Response Site::Parts::answer(const http::Request& request) const {
  const bool messages = request.path == mcp::path;
  if (!messages && request.method != "GET" && request.method != "HEAD") {
    auto response = bare(405, "Pages can be read here, nothing else.");
    response.headers.emplace_back("Allow", "GET, HEAD");
    return response;
  }
  const auto found = match(routes(), request.path);
  const auto snapshot = store.read();
  Reading reading(snapshot, options.for_owner);
  const Context context{options, templates, statics, request, found.argument, clock.now(), reading};
  if (messages) return mcp::answer(context);
  auto response = request.path.starts_with(api::prefix) ? api::answer(context) : answer_from(context, found);
  revalidate(request, response);
  return response;
}

Site::Site(std::unique_ptr<const Parts> parts) : parts_(std::move(parts)) {}
Site::~Site() = default;

Result<std::unique_ptr<Site>> Site::make(const store::Store& store, const Clock& clock, SiteOptions options) {
  auto templates = templates::TemplateSet::load(embedded_web_templates());
  if (!templates) return std::unexpected(templates.error());
  auto parts = std::make_unique<const Parts>(
      Parts{store, clock, std::move(options), *std::move(templates), StaticFiles(embedded_web_static())});
  return std::unique_ptr<Site>(new Site(std::move(parts)));
}

http::Response Site::handle(const http::Request& request) const {
  auto response = parts_->answer(request);
  for (const auto& [name, value] : security_headers) response.headers.emplace_back(name, value);
  return response;
}

}  // namespace pith::web
