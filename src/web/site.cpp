#include "web/site.h"

#include <algorithm>
#include <exception>

#include <fmt/format.h>

#include "base/ids.h"
#include "domain/grants.h"
#include "lib/log/log.h"
#include "store/readers.h"
#include "store/tokens.h"
#include "web/admission.h"
#include "web/api/api.h"
#include "web/api/problem.h"
#include "web/client_address.h"
#include "web/compress.h"
#include "web/gate.h"
#include "web/keys.h"
#include "web/mcp/mcp.h"
#include "web/page.h"
#include "web/routes.h"

namespace pith::web {

namespace {

// On every answer. Pages need their own stylesheet, scripts and images, nobody else's; only audio, once it is played,
// comes from its publisher.
constexpr std::pair<std::string_view, std::string_view> security_headers[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; media-src https: "
     "http:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"},
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
      return {400, "That makes no sense", error.message};
    case ErrorKind::refused:
      return {403, "Not for you", error.message};
    case ErrorKind::locked:
      return {503, "Busy just now", "The archive is in use. Try again in a moment."};
    default:
      return {500, "Something went wrong here", "It has been written to the log. Try again in a moment."};
  }
}

http::Response bare(int status, std::string_view sentence) {
  return {status, {{"Content-Type", "text/plain; charset=utf-8"}}, fmt::format("{}\n", sentence)};
}

// In the form that whoever asks there reads.
http::Response told(const http::Request& request, int status, std::string_view sentence) {
  auto response = bare(status, sentence);
  return api::is_asked(request.path) ? api::as_problem(response, request.path) : response;
}

// Gives pages a tag of their bytes, and an answer without them to those who have them.
void revalidate(const http::Request& request, http::Response& response) {
  if (response.status != 200) return;
  bool marked = false;
  for (const auto& [name, value] : response.headers) {
    if (name == "ETag" || (name == "Cache-Control" && value.contains("no-store"))) return;
    marked = marked || name == "Cache-Control";
  }
  const auto etag = fmt::format("W/\"{}\"", content_hash(response.body, 8));
  response.headers.emplace_back("ETag", etag);
  if (!marked) response.headers.emplace_back("Cache-Control", "no-cache");
  if (!none_match_has(request.header("If-None-Match"), etag)) return;
  response.status = 304;
  response.body.clear();
}

}  // namespace

struct Site::Parts {
  store::Store& store;
  const Clock& clock;
  SiteOptions options;
  templates::TemplateSet templates;
  StaticFiles statics;
  ProgressFeed progress;
  Signer signer;
  Limits limits{options.quotas};

  Visit::Parts parts_of(const http::Request& request) const {
    return {signer, Cookies(secure()), clock.now(), client_address(request, options.proxies)};
  }
  bool secure() const { return options.accounts && options.url.starts_with("https:"); }
  http::Response answer(const http::Request& request);
  http::Response answer_or_apologise(const http::Request& request);
  http::Response answer_visit(Visit& visit, const http::Request& request);
  http::Response answer_from(const Context& context, const Match& found);
};

namespace {

// Recognises who comes: by the cookie of a session, or as the one who is at home.
Result<void> recognise_person(Visit& visit, const SiteOptions& options, const store::Session& session) {
  if (!options.accounts) {
    auto home = options.for_owner ? store::reader_by_id(session, options.reader_id) : std::optional<Reader>{};
    if (!home) return std::unexpected(home.error());
    if (*home) visit.come_home(**std::move(home));
    return {};
  }
  const auto cookie = visit.session_cookie();
  if (cookie.empty() || !visit.signer().check(grants::session, cookie, visit.now())) return {};
  const auto hash = Signer::hash_of(cookie);
  const auto token = store::token_by_hash(session, hash, grants::session, visit.now());
  if (!token) return std::unexpected(token.error());
  auto reader = *token ? store::reader_by_id(session, (*token)->reader_id) : std::optional<Reader>{};
  if (!reader) return std::unexpected(reader.error());
  if (*reader) visit.sign_in(**std::move(reader), hash);
  return {};
}

Result<void> recognise(Visit& visit, const SiteOptions& options, const http::Request& request,
                       const store::Session& session) {
  if (is_for_programs(request.path) && shows_key(request)) return recognise_key(visit, options, request, session);
  if (request.path.starts_with(own_feed_path)) return recognise_own_feed(visit, options, request, session);
  return recognise_person(visit, options, session);
}

// The site as this visitor sees it: a reader's own days in their own zone.
SiteOptions options_for(const SiteOptions& options, const Visit& visit) {
  auto mine = options;
  if ((!options.accounts && !visit.key()) || !visit.reader()) return mine;
  mine.reader_id = visit.reader()->id;
  mine.zone = visit.reader()->zone;
  mine.for_owner = visit.owner();
  return mine;
}

constexpr std::string_view stale_form =
    "This form was not made by a page you have just seen, or it is more than twelve hours old. Go back, load the page "
    "again, and send it once more.";

Answer submit(const Context& context, const Route& route) {
  if (!route.by_token && is_cross_site(context.request))  // before it counts: other sites must not use up the limit
    return message_page(context, {403, "Not done", std::string(stale_form)});
  if (!route.by_token && !context.limits.posts.allows(limit_key(context.visit.address())))
    return message_page(context, {429, "Slower, please", "Too much was sent from your address. Try again in an hour."});
  auto form = Form::of(context.request);
  if (!form) return std::unexpected(form.error());
  const bool own = !is_cross_site(context.request) && context.visit.accepts(form->get("form"));
  if (!own && !route.by_token) return message_page(context, {403, "Not done", std::string(stale_form)});
  return route.form(context, *form);
}

Answer run(const Context& context, const Match& found) {
  const bool sends = context.request.method == "POST";
  if (found.route == nullptr || (found.route->page == nullptr && !sends))
    return fail(ErrorKind::not_found, "There is no page at this address. It may have been mistyped.");
  return sends ? submit(context, *found.route) : found.route->page(context);
}

}  // namespace

http::Response Site::Parts::answer_from(const Context& context, const Match& found) {
  auto answer = run(context, found);
  const auto& problem = context.reading.problem();
  if (answer && !problem) return *std::move(answer);
  const auto& error = problem ? *problem : answer.error();
  const auto message = message_of(error);
  if (message.status >= 500)
    log::error(fmt::format("web: {}: {}", path_for_log(context.request.path), error.log_line()));
  auto told = message_page(context, message);
  return told ? *std::move(told) : bare(message.status, message.sentence);
}

namespace {

http::Response not_allowed(const Route* route) {
  const bool reads = route == nullptr || route->page != nullptr;
  const bool sends = route != nullptr && route->form != nullptr;
  auto response = bare(405, sends ? "This address takes no such request." : "Pages can be read here, nothing else.");
  response.headers.emplace_back("Allow", !reads ? "POST" : sends ? "GET, HEAD, POST" : "GET, HEAD");
  return response;
}

// What shows somebody's own things, or a form made for them, is kept by nobody.
void keep_private(const Visit& visit, bool accounts, http::Response& response) {
  for (const auto& cookie : visit.cookies()) response.headers.push_back(cookie);
  const bool personal = visit.made_form() || !visit.cookies().empty() || (accounts && visit.reader());
  const bool marked = std::ranges::any_of(response.headers, [](const auto& f) { return f.first == "Cache-Control"; });
  if (personal && !marked) response.headers.emplace_back("Cache-Control", "private, no-store");
  if (visit.made_form()) response.headers.emplace_back("X-Robots-Tag", "noindex");
  if (accounts) response.headers.emplace_back("Vary", "Cookie");
}

// Whether the address has something that another page may have put there to guess by. A number of a page or a second is
// nothing: no page repeats it.
bool brings_words(const http::Request& request) {
  return !std::ranges::all_of(request.query, [](const http::Field& field) {
    const auto& [name, value] = field;
    return (name == "page" || name == "from") && value.size() <= 6 &&
           std::ranges::all_of(value, [](char c) { return c >= '0' && c <= '9'; });
  });
}

// A form's token, a cookie or what a key lets one read; and what is a reader's own where the address has something that
// another page may have put there.
bool holds_secret(const Visit& visit, const http::Request& request) {
  if (request.path.starts_with("/static/")) return false;
  const bool keyed = shows_key(request) || request.path.starts_with(own_feed_path);
  return visit.made_form() || !visit.cookies().empty() || keyed || (visit.reader() && brings_words(request));
}

}  // namespace

http::Response Site::Parts::answer_visit(Visit& visit, const http::Request& request) {
  const auto found = match(routes(), request.path);
  const bool reads = request.method == "GET" || request.method == "HEAD";
  const bool for_program = is_for_programs(request.path);
  const bool has_form = found.route != nullptr && found.route->form != nullptr;
  if (!for_program && !reads && !(request.method == "POST" && has_form)) return not_allowed(found.route);
  const auto snapshot = store.read();
  const auto known = recognise(visit, options, request, snapshot);
  if (!known) {
    log::error(fmt::format("web: {}", known.error().log_line()));
    return told(request, 503, "The archive is in use. Try again in a moment.");
  }
  const auto mine = options_for(options, visit);
  Reading reading(snapshot, mine.for_owner);
  const Context context{mine,    templates, statics, request, found.argument, clock.now(),
                        reading, progress,  visit,   limits,  store};
  auto response = request.path == mcp::path ? admitted(context, mcp::messages_in(request), mcp::answer)
                  : for_program             ? admitted(context, 1, api::answer)
                                            : answer_from(context, found);
  keep_private(visit, options.accounts, response);
  return response;
}

http::Response Site::Parts::answer(const http::Request& request) {
  if (const auto refused = refuse_host(options, request)) return told(request, refused->status, refused->sentence);
  Visit visit(parts_of(request), request);
  auto response = answer_visit(visit, request);
  if (request.method != "POST") revalidate(request, response);
  compress(request, holds_secret(visit, request), response);
  return response;
}

Site::Site(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Site::~Site() = default;

Result<std::unique_ptr<Site>> Site::make(store::Store& store, const Clock& clock, SiteOptions options) {
  auto templates = templates::TemplateSet::load(embedded_web_templates());
  if (!templates) return std::unexpected(templates.error());
  Signer signer(options.key.empty() ? random_key() : options.key);
  auto parts = std::unique_ptr<Parts>(new Parts{store,
                                                clock,
                                                std::move(options),
                                                *std::move(templates),
                                                StaticFiles(embedded_web_static()),
                                                {store, clock},
                                                std::move(signer)});
  return std::unique_ptr<Site>(new Site(std::move(parts)));
}

// What throws is said in the log here, for the server would write down the whole path.
http::Response Site::Parts::answer_or_apologise(const http::Request& request) {
  try {
    return answer(request);
  } catch (const std::exception& error) {
    log::error(fmt::format("web: {} {}: {}", request.method, path_for_log(request.path), error.what()));
  }
  return told(request, 500, "Something went wrong here. It has been written to the log. Try again in a moment.");
}

std::size_t Site::body_limit_of(const http::Request& head) const {
  if (head.path != upload_path || refuse_host(parts_->options, head)) return largest_form;
  Visit visit(parts_->parts_of(head), head);
  const auto known = recognise_person(visit, parts_->options, parts_->store.read());
  return known && visit.owner() ? largest_upload : largest_form;
}

http::Response Site::handle(const http::Request& request) const {
  auto response = parts_->answer_or_apologise(request);
  for (const auto& [name, value] : security_headers) response.headers.emplace_back(name, value);
  if (parts_->secure()) response.headers.emplace_back("Strict-Transport-Security", "max-age=31536000");
  return response;
}

}  // namespace pith::web
