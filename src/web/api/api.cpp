#include "web/api/api.h"

#include <algorithm>

#include <fmt/format.h>

#include "lib/log/log.h"
#include "store/briefs.h"
#include "store/episodes.h"
#include "store/insights.h"
#include "store/transcripts.h"
#include "text/utf8.h"
#include "web/api/handlers.h"
#include "web/api/paged.h"
#include "web/api/problem.h"
#include "web/api/views.h"
#include "web/cards.h"
#include "web/routes.h"

namespace pith::web::api {

namespace {

Result<SourcedInsight> insight_asked(const Context& context) {
  auto insight = context.take(store::insight_by_id(context.store(), context.argument));
  auto source = insight ? context.reading.sourced(*std::move(insight)) : std::nullopt;
  if (!source) return fail(ErrorKind::not_found, "No insight has this id.");
  return *std::move(source);
}

Result<Heard> episode_asked(const Context& context) {
  const auto* episode = context.reading.episode(context.argument);
  const auto* show = episode != nullptr ? context.reading.show(episode->show_id) : nullptr;
  if (show == nullptr) return fail(ErrorKind::not_found, "No episode has this id.");
  return Heard{*episode, *show};
}

json::Value view_of(const Context& context, const Brief& brief, Views& views) {
  std::vector<std::string> ids;
  for (const auto& pick : brief.picks) ids.push_back(pick.insight_id);
  return views.brief(brief, sourced(context, context.take(store::insights_by_ids(context.store(), ids))),
                     context.own_briefs());
}

Result<json::Value> today(const Context& context) {
  const auto brief = context.take(store::latest_brief(context.store(), context.options.reader_id));
  if (!brief) return fail(ErrorKind::not_found, "No brief has been made yet.");
  Views views(context);
  return view_of(context, *brief, views);
}

Result<json::Value> days(const Context& context) {
  const auto page = page_asked(context);
  if (!page) return std::unexpected(page.error());
  auto briefs = context.take(store::briefs(context.store(), context.options.reader_id, *page));
  const auto next = cut(context, briefs, *page);
  Views views(context);
  auto items = json::array();
  for (const auto& brief : briefs) items.push(view_of(context, brief, views));
  return page_view(std::move(items), next);
}

Result<json::Value> day(const Context& context) {
  const auto asked = parse_day(context.argument);
  if (!asked) return fail(ErrorKind::invalid_input, "A day is written as 2026-11-25.");
  const auto brief = context.take(store::brief_of_day(context.store(), context.options.reader_id, *asked));
  if (!brief) return fail(ErrorKind::not_found, "There is no brief of this day.");
  Views views(context);
  return view_of(context, *brief, views);
}

Result<json::Value> insights(const Context& context) {
  return insights_by(context, [&](const store::Page& page) {
    return store::recent_insights(context.store(), context.options.for_owner, page);
  });
}

Result<json::Value> insight(const Context& context) {
  const auto source = insight_asked(context);
  if (!source) return std::unexpected(source.error());
  return Views(context).insight(*source);
}

Result<json::Value> episodes(const Context& context) {
  const auto page = page_asked(context);
  if (!page) return std::unexpected(page.error());
  auto list = context.take(store::recent_episodes(context.store(), context.options.for_owner, *page));
  const auto next = cut(context, list, *page);
  Views views(context);
  auto items = json::array();
  for (const auto& row : list) {
    const auto* episode = context.reading.episode(row.id);
    const auto* show = context.reading.show(row.show_id);
    if (episode != nullptr && show != nullptr) items.push(views.episode(*episode, *show));
  }
  return page_view(std::move(items), next);
}

Result<json::Value> episode(const Context& context) {
  const auto found = episode_asked(context);
  if (!found) return std::unexpected(found.error());
  return Views(context).episode(found->episode, found->show);
}

Result<json::Value> episode_insights(const Context& context) {
  const auto found = episode_asked(context);
  if (!found) return std::unexpected(found.error());
  return page_view(insight_views(context, context.take(store::insights_of_episode(context.store(), found->episode.id))),
                   {});
}

std::string lacks_transcript(const Episode& episode) {
  if (episode.state == EpisodeState::fetching) return "This episode has no transcript yet.";
  if (episode.reason.empty()) return "This episode has no transcript.";
  return fmt::format("This episode has no transcript: {}.", episode.reason);
}

Result<json::Value> transcript(const Context& context) {
  const auto found = episode_asked(context);
  if (!found) return std::unexpected(found.error());
  const auto text = context.take(store::transcript_of(context.store(), found->episode.id));
  if (!text) return fail(ErrorKind::not_found, lacks_transcript(found->episode));
  return Views(context).transcript(*found, *text);
}

constexpr Parameter page_parameters[] = {
    {"cursor", "query", "`next` of the page before, which was asked for with the same parameters"},
    {"limit", "query", "how many items a page has: 1 to 100, else 20", Kind::count}};
constexpr Parameter by_day[] = {{"day", "path", "as 2026-11-25", Kind::day}};
constexpr Parameter by_id[] = {{"id", "path", "an id of Pith's"}};
constexpr Parameter by_id_paged[] = {by_id[0], page_parameters[0], page_parameters[1]};
constexpr Parameter by_slug[] = {{"slug", "path", "as in the address of its page"}};
constexpr Parameter by_slug_paged[] = {by_slug[0], page_parameters[0], page_parameters[1]};
constexpr Parameter by_name_paged[] = {
    {"q", "query", "words that all stand in the title or the author's name"}, page_parameters[0], page_parameters[1]};
constexpr Parameter topics_paged[] = {
    {"only", "query", "`late`: those that the newest insights are about, most talked about first", Kind::choice,
     "late"},
    page_parameters[0],
    page_parameters[1]};
constexpr Parameter by_words[] = {{"q", "query", "words to look for; may be left out where something below is given"},
                                  {"show", "query", "in this show only: its slug, id or title"},
                                  {"person", "query", "said by this person only"},
                                  {"from", "query", "of episodes published on this day or later", Kind::day},
                                  {"to", "query", "of episodes published on this day or before", Kind::day},
                                  {"only", "query", "`insights`: no passages", Kind::choice, "insights"},
                                  page_parameters[0],
                                  page_parameters[1]};

constexpr Endpoint table[] = {
    {"/api/v1/today", "today", "The newest brief.", {}, "Brief", today},
    {"/api/v1/days", "days", "All briefs, newest first.", page_parameters, "BriefPage", days},
    {"/api/v1/days/{}", "day", "The brief of a day.", by_day, "Brief", day},
    {"/api/v1/insights", "insights", "Insights, newest first.", page_parameters, "InsightPage", insights},
    {"/api/v1/insights/{}", "insight", "An insight with its proof.", by_id, "Insight", insight},
    {"/api/v1/insights/{}/related", "relatedInsights", "What others said that is near it, best first.", by_id_paged,
     "RelatedPage", related},
    {"/api/v1/insights/{}/storyline", "storyline", "Who says the same, in the order in which it was said.", by_id,
     "Storyline", storyline},
    {"/api/v1/episodes", "episodes", "Episodes, newest first.", page_parameters, "EpisodePage", episodes},
    {"/api/v1/episodes/{}", "episode", "An episode.", by_id, "Episode", episode},
    {"/api/v1/episodes/{}/insights", "episodeInsights", "Its insights, best first.", by_id, "InsightPage",
     episode_insights},
    {"/api/v1/episodes/{}/transcript", "transcript", "Everything that was said in it.", by_id, "Transcript",
     transcript},
    {"/api/v1/shows", "shows", "The shows, by title.", by_name_paged, "ShowPage", shows},
    {"/api/v1/shows/{}", "show", "A show.", by_slug, "Show", show},
    {"/api/v1/shows/{}/insights", "showInsights", "Its insights, newest first.", by_slug_paged, "InsightPage",
     show_insights},
    {"/api/v1/shows/{}/episodes", "showEpisodes", "Its episodes, newest first.", by_slug_paged, "EpisodePage",
     show_episodes},
    {"/api/v1/shows/{}/timeline", "showTimeline", "How much was said on it, by day.", by_slug, "Timeline",
     show_timeline},
    {"/api/v1/topics", "topics", "What insights are about, by name.", topics_paged, "TopicPage", topics},
    {"/api/v1/topics/{}", "topic", "A topic.", by_slug, "Topic", topic},
    {"/api/v1/topics/{}/insights", "topicInsights", "Insights of a topic, newest first.", by_slug_paged, "InsightPage",
     topic_insights},
    {"/api/v1/topics/{}/timeline", "topicTimeline", "How much was said about it, by day.", by_slug, "Timeline",
     topic_timeline},
    {"/api/v1/people", "people", "Who is heard, by name.", page_parameters, "PersonPage", people},
    {"/api/v1/people/{}", "person", "Who goes by a name; several, where nothing tells that they are one.", by_slug,
     "People", person},
    {"/api/v1/people/{}/insights", "personInsights", "What a person said, newest first.", by_slug_paged, "InsightPage",
     person_insights},
    {"/api/v1/people/{}/timeline", "personTimeline", "How much a person said, by day.", by_slug, "Timeline",
     person_timeline},
    {"/api/v1/search", "search", "Insights and passages of talk, best first.", by_words, "Found", search},
    {"/api/v1/status",
     "status",
     "What is there and under way; for the owner, what is the matter.",
     {},
     "Status",
     status},
    {"/api/v1/reader",
     "reader",
     "Who asks: when their brief comes, what they want, what was learnt.",
     {},
     "Reader",
     reader},
    {"/api/v1/readers", "readers", "For an owner: who reads here, newest first.", page_parameters, "AccountPage",
     readers},
    {"/api/v1/hooks", "hooks", "For an owner: their webhooks, each with what was sent to it.", {}, "HookPage", hooks},
};

// Programs are told of what would be passed over: a name mistyped, a value left empty, one of two.
Result<void> check_parameters(const Endpoint& endpoint, const http::Request& request) {
  constexpr std::size_t most_named = 40;  // bytes of a name that is not ours
  for (auto field = request.query.begin(); field != request.query.end(); ++field) {
    const auto& [name, value] = *field;
    const auto known = std::ranges::find_if(endpoint.parameters,
                                            [&](const Parameter& one) { return !one.in_path() && one.name == name; });
    if (known == endpoint.parameters.end())
      return fail(ErrorKind::invalid_input,
                  fmt::format("There is no parameter {} here; /openapi.json lists those there are.",
                              text::truncate_utf8(text::repair_utf8(name), most_named)));
    if (std::find_if(request.query.begin(), field, [&](const auto& one) { return one.first == name; }) != field)
      return fail(ErrorKind::invalid_input, fmt::format("{} is given more than once.", name));
    if (value.empty())
      return fail(ErrorKind::invalid_input, fmt::format("{} is empty: leave it out, or say which.", name));
    if (known->kind == Kind::choice && value != known->choice)
      return fail(ErrorKind::invalid_input, fmt::format("{} must be {}, or be left out.", name, known->choice));
    if (known->kind == Kind::day && !parse_day(value))
      return fail(ErrorKind::invalid_input, fmt::format("{} must be a day, written as 2026-11-25.", name));
  }
  return {};
}

int status_of(const Context& context, const Error& error) {
  switch (error.kind) {
    case ErrorKind::not_found:
    case ErrorKind::gone:
      return 404;
    case ErrorKind::invalid_input:
      return 400;
    case ErrorKind::refused:
      return context.visit.reader() ? 403 : 401;
    case ErrorKind::locked:
      return 503;
    default:
      return 500;
  }
}

http::Response problem(const Context& context, const Error& error) {
  const auto status = status_of(context, error);
  if (status >= 500) log::error(fmt::format("api: {}: {}", context.request.path, error.log_line()));
  const auto detail =
      status >= 500 ? std::string("It has been written to the log. Try again in a moment.") : error.message;
  auto response = to_response({status, {}, detail}, context.request);
  if (status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer realm=\"Pith\"");
  return response;
}

}  // namespace

std::span<const Endpoint> endpoints() { return table; }

http::Response answer(const Context& asked) {
  if (asked.request.method != "GET" && asked.request.method != "HEAD") {
    auto response = to_response({405, {}, "The API is read, with GET."}, asked.request);
    response.headers.emplace_back("Allow", "GET, HEAD");
    return response;
  }
  for (const auto& endpoint : table) {
    const auto argument = argument_of(endpoint.pattern, asked.request.path);
    if (!argument) continue;
    const auto context = asked.with(asked.request, *argument);
    if (const auto good = check_parameters(endpoint, context.request); !good) return problem(context, good.error());
    const auto value = endpoint.handler(context);
    if (const auto& failed = context.reading.problem()) return problem(context, *failed);
    if (!value) return problem(context, value.error());
    return {200, {{"Content-Type", "application/json"}}, json::write(*value)};
  }
  return problem(asked, {ErrorKind::not_found, "There is nothing at this address; /openapi.json lists what there is."});
}

}  // namespace pith::web::api
