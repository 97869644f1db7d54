#include "web/api/api.h"

#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "lib/log/log.h"
#include "store/briefs.h"
#include "store/episodes.h"
#include "store/insights.h"
#include "store/links.h"
#include "store/search.h"
#include "store/shows.h"
#include "store/topics.h"
#include "store/transcripts.h"
#include "text/utf8.h"
#include "web/api/views.h"
#include "web/cards.h"
#include "web/people.h"
#include "web/routes.h"

namespace pith::web::api {

namespace {

constexpr int usual_limit = 20;
constexpr int most_limit = 100;
constexpr int most_offset = 1'000'000;
constexpr std::size_t query_bytes = 200;
constexpr std::string_view cursor_mark = "c";

std::optional<int> number_in(std::string_view text, int most) {
  int value = 0;
  const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc{} || end != text.data() + text.size() || value < 0 || value > most) return std::nullopt;
  return value;
}

// Which page of a list is asked for: one row more is read, to know whether there is a next.
Result<store::Page> page_asked(const Context& context) {
  store::Page page{usual_limit + 1, 0};
  if (const auto limit = context.request.parameter("limit"); !limit.empty()) {
    const auto value = number_in(limit, most_limit);
    if (!value || *value == 0)
      return fail(ErrorKind::invalid_input, fmt::format("limit must be a number from 1 to {}.", most_limit));
    page.limit = *value + 1;
  }
  if (const auto cursor = context.request.parameter("cursor"); !cursor.empty()) {
    const auto value =
        cursor.starts_with(cursor_mark) ? number_in(cursor.substr(cursor_mark.size()), most_offset) : std::nullopt;
    if (!value) return fail(ErrorKind::invalid_input, "cursor must be what `next` of the page before says.");
    page.offset = *value;
  }
  return page;
}

// `rows` cut to the page, and the cursor of the next where one row more was there.
template <class Row>
std::string cut(std::vector<Row>& rows, const store::Page& page) {
  const auto size = static_cast<std::size_t>(page.limit - 1);
  if (rows.size() <= size) return {};
  rows.resize(size);
  return fmt::format("{}{}", cursor_mark, page.offset + page.limit - 1);
}

// The same of a list that was read whole.
template <class Row>
std::string take_page(std::vector<Row>& rows, const store::Page& page) {
  rows.erase(rows.begin(), rows.begin() + std::min<std::ptrdiff_t>(page.offset, std::ssize(rows)));
  return cut(rows, page);
}

json::Value page_view(json::Value items, const std::string& next) {
  auto out = json::object({{"items", std::move(items)}});
  if (!next.empty()) out.set("next", next);
  return out;
}

template <class Read>
Result<json::Value> insights_by(const Context& context, Read read) {
  const auto page = page_asked(context);
  if (!page) return std::unexpected(page.error());
  auto insights = context.take(read(*page));
  const auto next = cut(insights, *page);
  auto items = json::array();
  for (const auto& source : sourced(context, std::move(insights))) items.push(insight_view(source));
  return page_view(std::move(items), next);
}

Result<Show> show_asked(const Context& context) {
  const auto found = context.take(store::show_by_slug(context.store(), context.argument));
  const auto* show = found ? context.reading.show(found->id) : nullptr;
  if (show == nullptr) return fail(ErrorKind::not_found, "No show has this slug or id.");
  return *show;
}

Result<SourcedInsight> insight_asked(const Context& context) {
  auto insight = context.take(store::insight_by_id(context.store(), context.argument));
  auto source = insight ? context.reading.sourced(*std::move(insight)) : std::nullopt;
  if (!source) return fail(ErrorKind::not_found, "No insight has this id.");
  return *std::move(source);
}

struct Heard {
  const Episode* episode;
  const Show* show;
};
Result<Heard> episode_asked(const Context& context) {
  const auto* episode = context.reading.episode(context.argument);
  const auto* show = episode != nullptr ? context.reading.show(episode->show_id) : nullptr;
  if (show == nullptr) return fail(ErrorKind::not_found, "No episode has this id.");
  return Heard{episode, show};
}

json::Value view_of(const Context& context, const Brief& brief) {
  std::vector<std::string> ids;
  for (const auto& pick : brief.picks) ids.push_back(pick.insight_id);
  return brief_view(brief, sourced(context, context.take(store::insights_by_ids(context.store(), ids))),
                    context.own_briefs());
}

Result<json::Value> today(const Context& context) {
  const auto brief = context.take(store::latest_brief(context.store(), context.options.reader_id));
  if (!brief) return fail(ErrorKind::not_found, "No brief has been made yet.");
  return view_of(context, *brief);
}

Result<json::Value> days(const Context& context) {
  const auto page = page_asked(context);
  if (!page) return std::unexpected(page.error());
  auto briefs = context.take(store::briefs(context.store(), context.options.reader_id, *page));
  const auto next = cut(briefs, *page);
  auto items = json::array();
  for (const auto& brief : briefs) items.push(view_of(context, brief));
  return page_view(std::move(items), next);
}

Result<json::Value> day(const Context& context) {
  const auto asked = parse_day(context.argument);
  if (!asked) return fail(ErrorKind::invalid_input, "A day is written as 2026-11-25.");
  const auto brief = context.take(store::brief_of_day(context.store(), context.options.reader_id, *asked));
  if (!brief) return fail(ErrorKind::not_found, "There is no brief of this day.");
  return view_of(context, *brief);
}

Result<json::Value> insights(const Context& context) {
  return insights_by(context, [&](store::Page page) { return store::recent_insights(context.store(), page); });
}

Result<json::Value> insight(const Context& context) {
  const auto source = insight_asked(context);
  if (!source) return std::unexpected(source.error());
  return insight_view(*source);
}

Result<json::Value> related(const Context& context) {
  const auto source = insight_asked(context);
  if (!source) return std::unexpected(source.error());
  const auto page = page_asked(context);
  if (!page) return std::unexpected(page.error());
  const auto& find = context.options.related;
  const auto& id = source->insight.id;
  auto links = context.take(find ? find(source->insight) : store::links_of(context.store(), id));
  const auto next = take_page(links, *page);
  auto items = json::array();
  for (const auto& link : links) {
    auto other = context.take(store::insight_by_id(context.store(), link.from == id ? link.to : link.from));
    if (!other || !other->replaced_by.empty()) continue;
    if (const auto found = context.reading.sourced(*std::move(other))) items.push(related_view(link, *found));
  }
  return page_view(std::move(items), next);
}

Result<json::Value> episodes(const Context& context) {
  const auto page = page_asked(context);
  if (!page) return std::unexpected(page.error());
  auto list = context.take(store::recent_episodes(context.store(), *page));
  const auto next = cut(list, *page);
  auto items = json::array();
  for (const auto& row : list) {
    const auto* episode = context.reading.episode(row.id);
    const auto* show = context.reading.show(row.show_id);
    if (episode != nullptr && show != nullptr) items.push(episode_view(*episode, *show));
  }
  return page_view(std::move(items), next);
}

Result<json::Value> episode(const Context& context) {
  const auto found = episode_asked(context);
  if (!found) return std::unexpected(found.error());
  return episode_view(*found->episode, *found->show);
}

Result<json::Value> episode_insights(const Context& context) {
  const auto found = episode_asked(context);
  if (!found) return std::unexpected(found.error());
  auto items = json::array();
  for (const auto& source :
       sourced(context, context.take(store::insights_of_episode(context.store(), found->episode->id))))
    items.push(insight_view(source));
  return page_view(std::move(items), {});
}

Result<json::Value> transcript(const Context& context) {
  const auto found = episode_asked(context);
  if (!found) return std::unexpected(found.error());
  const auto text = context.take(store::transcript_of(context.store(), found->episode->id));
  if (!text) return fail(ErrorKind::not_found, "This episode has no transcript yet.");
  return transcript_view(found->episode->id, *text);
}

Result<json::Value> shows(const Context& context) {
  const auto page = page_asked(context);
  if (!page) return std::unexpected(page.error());
  auto list = context.take(store::shows(context.store()));
  std::erase_if(list, [&](const Show& show) { return !context.reading.shows(show); });
  const auto next = take_page(list, *page);
  auto items = json::array();
  for (const auto& row : list)
    if (const auto* show = context.reading.show(row.id)) items.push(show_view(*show));
  return page_view(std::move(items), next);
}

Result<json::Value> show(const Context& context) {
  const auto found = show_asked(context);
  if (!found) return std::unexpected(found.error());
  return show_view(*found);
}

Result<json::Value> show_insights(const Context& context) {
  const auto found = show_asked(context);
  if (!found) return std::unexpected(found.error());
  return insights_by(context,
                     [&](store::Page page) { return store::insights_of_show(context.store(), found->id, page); });
}

Result<json::Value> topics(const Context& context) {
  const auto page = page_asked(context);
  if (!page) return std::unexpected(page.error());
  auto list = context.take(store::topics(context.store(), context.options.for_owner));
  const auto next = take_page(list, *page);
  auto items = json::array();
  for (const auto& topic : list) items.push(topic_view(topic));
  return page_view(std::move(items), next);
}

Result<json::Value> topic_insights(const Context& context) {
  if (context.take(store::topic_name(context.store(), {context.argument, context.options.for_owner})).empty())
    return fail(ErrorKind::not_found, "No insight is filed under this topic.");
  return insights_by(context, [&](store::Page page) {
    return store::insights_of_topic(context.store(), {context.argument, context.options.for_owner}, page);
  });
}

Result<json::Value> person_insights(const Context& context) {
  const auto named = people_at(context, context.argument);
  if (named.people.empty()) return fail(ErrorKind::not_found, "Nobody goes by this name here.");
  return insights_by(context, [&](store::Page page) { return insights_said(context, named, page); });
}

Result<json::Value> search(const Context& context) {
  const auto query =
      text::fold_space(text::truncate_utf8(text::repair_utf8(context.request.parameter("q")), query_bytes));
  if (query.empty()) return fail(ErrorKind::invalid_input, "Say what to look for: ?q=WORDS.");
  search::Request request{.typed = query, .insights = usual_limit, .passages = usual_limit};
  request.narrow.with_private = context.options.for_owner;
  const auto hits = context.take(context.options.search.find(context.store(), request));
  std::vector<std::string> ids;
  for (const auto& one : hits.insights) ids.push_back(one.hit.insight_id);
  auto found = json::array();
  for (const auto& source : sourced(context, context.take(store::insights_by_ids(context.store(), ids))))
    found.push(insight_view(source));
  auto said = json::array();
  for (const auto& hit : hits.passages)
    if (context.reading.show(hit.show_id) != nullptr) said.push(passage_view(hit));
  return json::object({{"insights", std::move(found)}, {"passages", std::move(said)}});
}

constexpr Parameter page_parameters[] = {{"cursor", "query", "`next` of the page before"},
                                         {"limit", "query", "1 to 100, else 20", false, true}};
constexpr Parameter by_day[] = {{"day", "path", "as 2026-11-25", true}};
constexpr Parameter by_id[] = {{"id", "path", "an id of Pith's", true}};
constexpr Parameter by_id_paged[] = {by_id[0], page_parameters[0], page_parameters[1]};
constexpr Parameter by_slug[] = {{"slug", "path", "as in the address of its page", true}};
constexpr Parameter by_slug_paged[] = {by_slug[0], page_parameters[0], page_parameters[1]};
constexpr Parameter by_words[] = {{"q", "query", "words to look for", true}};

constexpr Endpoint table[] = {
    {"/api/v1/today", "today", "The newest brief.", {}, "Brief", today},
    {"/api/v1/days", "days", "All briefs, newest first.", page_parameters, "BriefPage", days},
    {"/api/v1/days/{}", "day", "The brief of a day.", by_day, "Brief", day},
    {"/api/v1/insights", "insights", "Insights, newest first.", page_parameters, "InsightPage", insights},
    {"/api/v1/insights/{}", "insight", "An insight with its proof.", by_id, "Insight", insight},
    {"/api/v1/insights/{}/related", "relatedInsights", "What others said that is near it, best first.", by_id_paged,
     "RelatedPage", related},
    {"/api/v1/episodes", "episodes", "Episodes, newest first.", page_parameters, "EpisodePage", episodes},
    {"/api/v1/episodes/{}", "episode", "An episode.", by_id, "Episode", episode},
    {"/api/v1/episodes/{}/insights", "episodeInsights", "Its insights, best first.", by_id, "InsightPage",
     episode_insights},
    {"/api/v1/episodes/{}/transcript", "transcript", "Everything that was said in it.", by_id, "Transcript",
     transcript},
    {"/api/v1/shows", "shows", "The shows, by title.", page_parameters, "ShowPage", shows},
    {"/api/v1/shows/{}", "show", "A show.", by_slug, "Show", show},
    {"/api/v1/shows/{}/insights", "showInsights", "Its insights, newest first.", by_slug_paged, "InsightPage",
     show_insights},
    {"/api/v1/topics", "topics", "What insights are about, by name.", page_parameters, "TopicPage", topics},
    {"/api/v1/topics/{}/insights", "topicInsights", "Insights of a topic, newest first.", by_slug_paged, "InsightPage",
     topic_insights},
    {"/api/v1/people/{}/insights", "personInsights", "What a person said, newest first.", by_slug_paged, "InsightPage",
     person_insights},
    {"/api/v1/search", "search", "Insights and passages of talk, best first.", by_words, "Found", search},
};

struct Told {
  int status = 500;
  std::string_view title;
};
Told told(const Error& error) {
  switch (error.kind) {
    case ErrorKind::not_found:
    case ErrorKind::gone:
      return {404, "Not found"};
    case ErrorKind::invalid_input:
      return {400, "Bad request"};
    case ErrorKind::locked:
      return {503, "Busy"};
    default:
      return {500, "Internal error"};
  }
}

http::Response problem(const Context& context, const Error& error) {
  const auto [status, title] = told(error);
  if (status >= 500) log::error(fmt::format("api: {}: {}", context.request.path, error.log_line()));
  const auto detail =
      status >= 500 ? std::string("It has been written to the log. Try again in a moment.") : error.message;
  const auto body = json::object({{"type", "about:blank"},
                                  {"title", title},
                                  {"status", status},
                                  {"detail", detail},
                                  {"instance", context.request.path}});
  return {status, {{"Content-Type", "application/problem+json"}}, json::write(body)};
}

}  // namespace

std::span<const Endpoint> endpoints() { return table; }

http::Response answer(const Context& asked) {
  for (const auto& endpoint : table) {
    const auto argument = argument_of(endpoint.pattern, asked.request.path);
    if (!argument) continue;
    const auto context = asked.with(asked.request, *argument);
    const auto value = endpoint.handler(context);
    if (const auto& failed = context.reading.problem()) return problem(context, *failed);
    if (!value) return problem(context, value.error());
    return {200, {{"Content-Type", "application/json"}}, json::write(*value)};
  }
  return problem(asked, {ErrorKind::not_found, "There is nothing at this address; /openapi.json lists what there is."});
}

}  // namespace pith::web::api
