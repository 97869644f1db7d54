// What every page has in hand, and how it becomes an answer.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "base/result.h"
#include "lib/http_server/message.h"
#include "lib/templates/templates.h"
#include "stages/delivery/addresses.h"
#include "web/form.h"
#include "web/progress.h"
#include "web/rate_limit.h"
#include "web/reading.h"
#include "web/seats.h"
#include "web/site.h"
#include "web/static_files.h"
#include "web/visit.h"

namespace pith::web {

// Against guessing, against mails that nobody wanted and against taking all there is; over all visitors.
struct Limits {
  explicit Limits(const Quotas& quotas) : addresses(quotas.address, quotas.window), keys(quotas.key, quotas.window) {}
  RateLimit letters{10, std::chrono::hours{1}};  // asked for by one address
  RateLimit posts{600, std::chrono::hours{1}};
  RateLimit addresses;  // of programs without a key
  RateLimit keys;
  Seats listeners{8};  // to /events; browsers open six connections to one site
};

struct Context {
  const SiteOptions& options;
  const templates::TemplateSet& templates;
  const StaticFiles& statics;
  const http::Request& request;
  std::string_view argument;  // what stood for {} in the route
  Time now{};
  Reading& reading;
  const ProgressFeed& progress;
  Visit& visit;
  Limits& limits;
  store::Store& home;  // for what a form changes

  const store::Session& store() const { return reading.session(); }
  // Whether the visitor is the reader whose briefs are shown: why they were chosen is for nobody else.
  bool own_briefs() const { return visit.reader() && visit.reader()->id == options.reader_id; }
  // The same visit asking for something else.
  Context with(const http::Request& other, std::string_view part) const {
    return {options, templates, statics, other, part, now, reading, progress, visit, limits, home};
  }
  // The same for the site as somebody else sees it; `others` must live as long.
  Context by(const SiteOptions& others) const {
    return {others, templates, statics, request, argument, now, reading, progress, visit, limits, home};
  }
  template <class T>
  T take(Result<T> result) const {
    return reading.take(std::move(result));
  }
};

// A page function reads the request and the store. not_found and invalid_input become pages that show the message.
using Answer = Result<http::Response>;
using PageFunction = Answer (*)(const Context&);
// A form's function has its fields, once they are known to come from a page of this site.
using FormFunction = Answer (*)(const Context&, const Form&);

// The pages' own links are relative to the site's root.
inline const delivery::Addresses& links() {
  static const delivery::Addresses relative{""};
  return relative;
}

// The site's address, or the one it was asked at: for links that must be whole.
std::string site_address(const Context& context);
// Links for what leaves this site: whole, by the site's address or the one it was asked at; relative where neither is
// known.
delivery::Addresses whole_links(const Context& context);

// The feed of what a page lists, in its forms: `path` without an ending, `query` with its "?".
struct FeedLinks {
  std::string title;
  std::string path;
  std::string query = {};
};
// FEEDS (feeds.html): links to it.
void add_feed_links(templates::Values& body, const FeedLinks& feed);

// The frame around a page: head, masthead, footer.
class Page {
 public:
  Page(const Context& context, std::string_view body_template, std::string_view heading);
  templates::Values& body() { return *body_; }
  Page& describe(std::string_view description);  // for search engines and link previews
  Page& within(std::string_view section);        // DAYS, SHOWS, TOPICS, SEARCH or SETTINGS: marked in the masthead
  Page& announce(const FeedLinks& feed);         // to programs that look for one
  Page& script(std::string_view name);           // a module of static/ that makes the page better; it works without
  Answer answer(int status = 200) const;

 private:
  const Context& context_;
  templates::Values frame_;
  templates::Values* body_;
};

// A page that is one message, in plain words.
struct Message {
  int status = 200;
  std::string heading = {};
  std::string sentence = {};
};
Answer message_page(const Context& context, const Message& message);

// Adds the hidden field that every form here carries: {{FORM_TOKEN}}.
void add_form_token(const Context& context, templates::Values& body);
// After a form: the browser asks for a page of this site.
Answer see(std::string_view path);

}  // namespace pith::web
