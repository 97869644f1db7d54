// Feeds of the day, of a topic, a show, a person, a search: each as RSS, Atom and JSON Feed, told by the address's
// ending.
#include <algorithm>

#include <fmt/format.h>

#include "base/uri.h"
#include "base/urn.h"
#include "domain/access_key.h"
#include "stages/delivery/feeds.h"
#include "stages/delivery/tidy.h"
#include "stages/delivery/view_of.h"
#include "store/briefs.h"
#include "store/distillations.h"
#include "store/insights.h"
#include "store/search.h"
#include "store/shows.h"
#include "store/topics.h"
#include "web/admission.h"
#include "web/cards.h"
#include "web/pages/brief_parts.h"
#include "web/pages/pages.h"
#include "web/pages/search_form.h"
#include "web/people.h"

namespace pith::web {

namespace {

constexpr int briefs_in_feed = 10;
constexpr int items_in_feed = 50;

// "design.atom" taken apart.
struct Wanted {
  std::string_view subject;
  delivery::FeedFormat format = delivery::FeedFormat::rss;
};
Result<Wanted> asked_for(std::string_view name) {
  const auto dot = name.rfind('.');
  const auto format = dot == std::string_view::npos ? std::nullopt : delivery::feed_format(name.substr(dot + 1));
  if (!format)
    return fail(ErrorKind::not_found, "Feeds end in .xml (RSS), .atom or .json, as in /feeds/topics/design.atom.");
  return Wanted{name.substr(0, dot), *format};
}

struct Subject {
  std::string title;
  std::string description;
  std::string page;  // the page it mirrors, relative to the site
  std::string query = {};
  std::string key = {};  // what the feed is of, whatever its address; empty: its page
};

// Of this home and this subject: by the home's key, so that two homes have two, and of a reader's own feed it tells
// nothing.
std::string id_of(const Context& context, const Subject& subject) {
  const auto& key = subject.key.empty() ? subject.page : subject.key;
  return urn_of(context.visit.signer().sign("feed id", key, {}));
}

// When an episode was distilled last, its insights had these words.
void add_changes(const Context& context, std::vector<delivery::FeedItem>& items) {
  for (auto& item : items) {
    const auto insight = context.take(store::insight_by_id(context.store(), item.pick.insight_id));
    if (!insight) continue;
    const auto made = context.take(store::last_distillation(context.store(), insight->episode_id));
    item.changed = std::max(item.date, made ? made->made : Time{});
  }
  delivery::set_apart(items);
}

// Within the minutes after its episode, so that those of one episode have times of their own.
Time said_at(const Insight& insight) {
  return insight.published + std::chrono::seconds{std::chrono::floor<std::chrono::minutes>(insight.key_start).count()};
}

Answer feed_of(const Context& context, delivery::FeedFormat format, const Subject& subject,
               std::vector<delivery::FeedItem> items) {
  const auto site = whole_links(context).site();
  delivery::FeedInfo info{.title = fmt::format("{}: {}", context.options.title, subject.title),
                          .description = subject.description,
                          .site_url = uri_of(site + subject.page),
                          .feed_url = uri_of(site + context.request.path + subject.query),
                          .id = id_of(context, subject),
                          .made = std::chrono::floor<std::chrono::days>(context.now)};
  add_changes(context, items);
  auto feed = delivery::render_feed(format, info, items);
  if (!feed) return std::unexpected(feed.error());
  return http::Response{
      200, {{"Content-Type", fmt::format("{}; charset=utf-8", delivery::media_type(format))}}, *std::move(feed)};
}

Answer feed_of(const Context& context, delivery::FeedFormat format, const Subject& subject,
               std::vector<Insight> insights) {
  const auto whole = whole_links(context);
  std::vector<delivery::FeedItem> items;
  for (const auto& source : sourced(context, std::move(insights)))
    items.push_back({delivery::tidy_pick(delivery::view_of(source, whole)), said_at(source.insight)});
  return feed_of(context, format, subject, std::move(items));
}

// The briefs of the reader whose site it is.
Answer feed_of_days(const Context& context, delivery::FeedFormat format, const Subject& subject) {
  const auto whole = whole_links(context);
  std::vector<delivery::BriefView> views;
  for (const auto& brief : context.take(store::briefs(context.store(), context.options.reader_id, {briefs_in_feed, 0})))
    views.push_back(brief_view(context, brief, whole));
  return feed_of(context, format, subject, delivery::items_of(views));
}

Answer no_own_feed(const Context& context, std::string_view token) {
  if (id_in_feed_token(context.visit.signer(), token, context.now))  // it was one: programs may stop to ask
    return message_page(context, {410, "Not here any more", "This feed was ended, or has another address now."});
  return fail(ErrorKind::not_found, "There is no feed at this address. It may have been cut off.");
}

}  // namespace

Answer today_feed(const Context& context) {
  const auto asked = asked_for(context.request.path);
  if (!asked) return std::unexpected(asked.error());
  return feed_of_days(context, asked->format,
                      {"today’s five", "The five insights of each day, each with its proof.", "/"});
}

Answer own_feed(const Context& context) {
  const auto asked = asked_for(context.argument);
  if (!asked) return std::unexpected(asked.error());
  if (!context.visit.key()) return no_own_feed(context, asked->subject);
  if (!takes_briefs(*context.visit.reader()))
    return fail(ErrorKind::not_found, "No briefs are made for you just now: at /settings you can have them again.");
  note_use(context);
  auto feed = feed_of_days(context, asked->format,
                           {"your five",
                            "Your five insights of each day, each with its reason and its proof.",
                            "/",
                            {},
                            "own " + context.visit.reader()->id});
  if (!feed) return feed;
  feed->headers.emplace_back("Cache-Control", "private, no-cache");
  feed->headers.emplace_back("X-Robots-Tag", "noindex");
  return feed;
}

Answer topic_feed(const Context& context) {
  const auto asked = asked_for(context.argument);
  if (!asked) return std::unexpected(asked.error());
  const auto name = context.take(store::topic_name(context.store(), {asked->subject, context.options.for_owner}));
  if (name.empty()) return fail(ErrorKind::not_found, "No insight is filed under this topic.");
  return feed_of(context, asked->format,
                 {name, fmt::format("What podcasts say about {}: the newest insights, each with its proof.", name),
                  links().topic(asked->subject)},
                 context.take(store::insights_of_topic(context.store(), {asked->subject, context.options.for_owner},
                                                       {items_in_feed, 0})));
}

Answer show_feed(const Context& context) {
  const auto asked = asked_for(context.argument);
  if (!asked) return std::unexpected(asked.error());
  const auto found = context.take(store::show_by_slug(context.store(), asked->subject));
  const auto* show = found ? context.reading.show(found->id) : nullptr;
  if (show == nullptr) return fail(ErrorKind::not_found, "No show goes by this name here.");
  return feed_of(context, asked->format,
                 {show->title, fmt::format("The newest insights from {}, each with its proof.", show->title),
                  links().show(show->slug)},
                 context.take(store::insights_of_show(context.store(), show->id, {items_in_feed, 0})));
}

Answer person_feed(const Context& context) {
  const auto asked = asked_for(context.argument);
  if (!asked) return std::unexpected(asked.error());
  const auto named = people_at(context, asked->subject);
  if (named.people.empty()) return fail(ErrorKind::not_found, "Nobody goes by this name here.");
  if (named.people.size() > 1)
    return fail(ErrorKind::not_found, "Several people go by this name; the page of each has its own address.");
  const auto name = named.people.front().name();
  return feed_of(
      context, asked->format,
      {name, fmt::format("What {} says on podcasts: the newest insights, each with its proof.", name), named.address},
      context.take(insights_said(context, named, {items_in_feed, 0})));
}

// What a search finds, newest first: a standing question. Its words stay as they were typed.
Answer search_feed(const Context& context) {
  const auto form = asked_for(context.request.path);
  if (!form) return std::unexpected(form.error());
  if (auto good = check_days(context); !good) return std::unexpected(good.error());
  const auto asked = asked_of(context);
  const auto place = place_of(context, asked);
  if (!place.nowhere.empty()) return fail(ErrorKind::not_found, place.nowhere);
  if (asked.query.empty() && !place.narrow.narrows())
    return fail(ErrorKind::invalid_input, "Say what to look for, as in /feeds/search.xml?q=batteries.");
  const search::Request request{.typed = asked.query,
                                .narrow = place.narrow,
                                .by = search::By::words,
                                .every_word = true,
                                .newest = true,
                                .insights = items_in_feed,
                                .passages = 0};
  std::vector<std::string> ids;
  for (const auto& one : context.take(context.options.search.find(context.store(), request)).insights)
    ids.push_back(one.hit.insight_id);
  auto page = search_address(by_slug(asked, place), asked.query);
  auto query = page.substr(page.find('?'));
  return feed_of(context, form->format,
                 {title_of(asked, place), description_of(asked, place), std::move(page), std::move(query)},
                 context.take(store::insights_by_ids(context.store(), ids)));
}

}  // namespace pith::web
