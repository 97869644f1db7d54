#include "web/page.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

#include "text/utf8.h"

namespace pith::web {

namespace {

struct FeedForm {
  std::string_view ending, type, name;
};
constexpr FeedForm feed_forms[] = {{"xml", "application/rss+xml", "RSS"},
                                   {"atom", "application/atom+xml", "Atom"},
                                   {"json", "application/feed+json", "JSON Feed"}};

}  // namespace

void add_feed_links(templates::Values& body, const FeedLinks& feed) {
  auto& links = body.include("FEEDS", "feeds.html").add("FEEDS");
  for (const auto& form : feed_forms) {
    auto& link = links.add("FEED").set("URL", fmt::format("{}.{}{}", feed.path, form.ending, feed.query));
    link.set("TYPE", form.type).set("TEXT", form.name);
  }
}

std::string site_address(const Context& context) {
  const auto host = context.request.header("Host");
  const auto plain = [](char c) {
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || std::string_view(".:-[]").contains(c);
  };
  if (!context.options.url.empty() || host.empty() || !std::ranges::all_of(host, plain)) return context.options.url;
  return fmt::format("http://{}", host);
}

delivery::Addresses whole_links(const Context& context) { return delivery::Addresses(site_address(context)); }

Page::Page(const Context& context, std::string_view body_template, std::string_view heading)
    : context_(context), body_(&frame_.include("BODY", body_template)) {
  const auto& site = context.options.title;
  frame_.set("TITLE", heading == site ? site : fmt::format("{} – {}", heading, site));
  frame_.set("HEADING", heading).set("SITE", site);
  const auto& visit = context.visit;
  frame_.show_if(visit.reader().has_value(), "IS_READER").show_if(visit.owner(), "IS_OWNER");
  frame_.show_if(context.options.accounts && !visit.reader(), "IS_VISITOR");
  frame_.set("STYLESHEET", context.statics.address("pith.css")).set("ICON", context.statics.address("favicon.svg"));
}

Page& Page::describe(std::string_view description) {
  frame_.set_if("DESCRIPTION", text::truncate_utf8(description, 300));
  frame_.set("ADDRESS", site_address(context_) + context_.request.path);
  return *this;
}

Page& Page::within(std::string_view section) {
  frame_.show(fmt::format("IN_{}", section));
  return *this;
}

Page& Page::announce(const FeedLinks& feed) {
  for (const auto& form : feed_forms) {
    auto& link = frame_.add("FEED").set("URL", fmt::format("{}.{}{}", feed.path, form.ending, feed.query));
    link.set("TYPE", form.type).set("NAME", feed.title);
  }
  return *this;
}

Page& Page::script(std::string_view name) {
  frame_.add("SCRIPT").set("URL", context_.statics.address(name));
  return *this;
}

Answer Page::answer(int status) const {
  auto html = context_.templates.expand("layout.html", frame_);
  if (!html) return std::unexpected(html.error());
  return http::Response{status, {{"Content-Type", "text/html; charset=utf-8"}}, *std::move(html)};
}

Answer message_page(const Context& context, const Message& message) {
  Page page(context, "message.html", message.heading);
  page.body().set("HEADING", message.heading).set("SENTENCE", message.sentence);
  if (context.request.path != "/") page.body().add("LINK").set("URL", "/").set("TEXT", "Today’s five");
  page.body().add("LINK").set("URL", "/search").set("TEXT", "Search insights and transcripts");
  page.body().add("LINK").set("URL", "/status").set("TEXT", "How Pith is doing");
  auto answer = page.answer(message.status);
  if (answer && message.status == 429) answer->headers.emplace_back("Retry-After", "3600");  // limits are by the hour
  return answer;
}

void add_form_token(const Context& context, templates::Values& body) {
  body.set("FORM_TOKEN", context.visit.form_token());
}

Answer see(std::string_view path) { return http::Response{303, {{"Location", std::string(path)}}, ""}; }

}  // namespace pith::web
