// Search. Whatever the size of its pages, one question has one list of answers as long as the archive stands still: the
// engine is asked for the same every time, and only what a page shows is read.
#include <algorithm>

#include <fmt/format.h>

#include "search/engine.h"
#include "stages/delivery/insight_json.h"
#include "store/insights.h"
#include "web/api/handlers.h"
#include "web/api/paged.h"
#include "web/pages/search_form.h"

namespace pith::web::api {

namespace {

constexpr std::size_t most_found = 100;  // of either
constexpr std::size_t plenty = 20;       // with every word are enough: those with some of the words are left out

constexpr std::string_view how_shows_are_named =
    " A show is named by its slug, or by its title where one show alone has it: the list of shows (/api/v1/shows, the "
    "tool shows) has both.";

Result<search::Request> request_asked(const Context& context) {
  if (auto good = check_days(context); !good) return std::unexpected(good.error());
  const auto asked = asked_of(context);
  auto place = place_of(context, asked);
  if (!asked.show.empty() && place.narrow.show_id.empty())
    return fail(ErrorKind::not_found, place.nowhere + std::string(how_shows_are_named));
  // Whoever speaks on private shows alone is as unknown as who is nowhere.
  if (!place.nowhere.empty()) return fail(ErrorKind::not_found, place.nowhere);
  if (asked.query.empty() && !place.narrow.narrows())
    return fail(ErrorKind::invalid_input, "Say what to look for: words (q), or a show, a person or a time.");
  return search::Request{.typed = asked.query,
                         .narrow = std::move(place.narrow),
                         .insights = most_found,
                         .plenty = plenty,
                         .passages = asked.insights_only ? 0 : most_found,
                         .read_passages = false};
}

std::vector<SourcedInsight> sources_of(const Context& context, const std::vector<std::string>& ids) {
  return sourced(context, context.take(store::insights_by_ids(context.store(), ids)));
}

std::string_view how_found(const search::FoundInsight& found) {
  if (found.by_words && found.by_meaning) return "both";
  return found.by_words ? "words" : found.by_meaning ? "meaning" : "";
}

// The same recording, published elsewhere.
json::Value copies_view(const Context& context, const search::FoundInsight& found) {
  const auto site = whole_links(context);
  auto list = json::array();
  for (const auto& [insight, episode, show] : sources_of(context, found.copies))
    list.push(json::object(
        {{"id", insight.id}, {"url", site.insight(insight.id)}, {"show", delivery::short_show_json(show)}}));
  return list;
}

json::Value insights_view(const Context& context, Views& views, const search::Found& found) {
  std::vector<std::string> ids;
  for (const auto& one : found.insights) ids.push_back(one.hit.insight_id);
  auto list = json::array();
  for (const auto& source : sources_of(context, ids)) {
    const auto one =
        std::ranges::find(found.insights, source.insight.id, [](const auto& each) { return each.hit.insight_id; });
    auto view = views.insight(source);
    delivery::set_if(view, "found_by", how_found(*one));
    list.push(view.set("copies", copies_view(context, *one)));
  }
  return list;
}

std::string insight_id(const search::FoundInsight& found) { return found.hit.insight_id; }
std::string passage_id(const store::PassageHit& hit) { return fmt::format("{}:{}", hit.episode_id, hit.cues.first); }

// How far the pages before came in either list.
struct Ranks {
  Rank insights;
  Rank passages;
};
Result<Ranks> ranks_asked(const Context& context) {
  auto parts = cursor_asked(context, "found", 3);
  if (!parts) return std::unexpected(parts.error());
  if (parts->empty()) return Ranks{};
  auto insights = rank_in(parts->at(0), std::move(parts->at(1)));
  if (!insights) return std::unexpected(insights.error());
  const auto count = insights->count;
  return Ranks{*std::move(insights), {count, std::move(parts->at(2))}};
}

// Cuts what was found to the page; the cursor of the next where there is one.
std::string take_page(const Context& context, search::Found& found, std::size_t limit, const Ranks& after) {
  const bool more = take_ranked(found.insights, limit, after.insights, insight_id);
  const bool more_said = take_ranked(found.passages, limit, after.passages, passage_id);
  if (!more && !more_said) return {};
  return cursor_of(context, "found",
                   {std::to_string(after.insights.count + limit), more ? insight_id(found.insights.back()) : "",
                    more_said ? passage_id(found.passages.back()) : ""});
}

}  // namespace

Result<json::Value> search(const Context& context) {
  const auto limit = limit_asked(context);
  if (!limit) return std::unexpected(limit.error());
  const auto after = ranks_asked(context);
  if (!after) return std::unexpected(after.error());
  const auto request = request_asked(context);
  if (!request) return std::unexpected(request.error());
  auto found = context.take(context.options.search.find(context.store(), *request));
  std::erase_if(found.passages, [&](const auto& hit) { return context.reading.show(hit.show_id) == nullptr; });
  const auto next = take_page(context, found, *limit, *after);
  if (auto read = store::read_words(context.store(), found.passages); !read) return std::unexpected(read.error());
  Views views(context);
  auto insights = insights_view(context, views, found);
  auto said = json::array();
  for (const auto& hit : found.passages) {
    const auto* show = context.reading.show(hit.show_id);
    const auto* episode = context.reading.episode(hit.episode_id);
    if (show != nullptr && episode != nullptr) said.push(views.passage(hit, *episode, *show));
  }
  auto out = json::object({{"insights", std::move(insights)}, {"passages", std::move(said)}});
  if (!next.empty()) out.set("next", next);
  if (!found.did_you_mean.empty()) out.set("did_you_mean", found.did_you_mean).set("corrected", found.corrected);
  return out;
}

}  // namespace pith::web::api
