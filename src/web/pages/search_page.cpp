#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "store/insights.h"
#include "store/search.h"
#include "text/utf8.h"
#include "web/cards.h"
#include "web/pages/pages.h"
#include "web/show_text.h"

namespace pith::web {

namespace {

constexpr int insights_shown = 12;
constexpr int passages_read = 40;
constexpr std::size_t passages_shown = 12;
constexpr int of_one_episode = 2;
constexpr std::size_t query_bytes = 200;

constexpr std::string_view tips[] = {
    "Words are looked for in what was said and in the insights made of it, in any order.",
    "“Quotation marks” keep words together; a star stands for the rest of a word: batter*.",
    "Names of speakers and shows can be looked for like any word. Advertisements and small talk are left out.",
};

void add_help(templates::Values& body, std::string_view sentence) {
  auto& help = body.add("HELP");
  help.set("SENTENCE", sentence);
  for (const auto& tip : tips) help.add("TIP").set("TEXT", tip);
}

std::size_t add_insights(const Context& context, templates::Values& body, std::string_view query) {
  const auto hits = context.take(store::search_insights(context.store(), query, {insights_shown, 0}));
  std::vector<std::string> ids;
  for (const auto& hit : hits) ids.push_back(hit.insight_id);
  auto insights = context.take(store::insights_by_ids(context.store(), ids));
  auto sources = sourced(context, std::move(insights));
  if (sources.empty()) return 0;
  auto& section = body.add("INSIGHTS");
  for (const auto& hit : hits) {
    const auto source = std::ranges::find_if(sources, [&](const auto& s) { return s.insight.id == hit.insight_id; });
    if (source == sources.end()) continue;
    source->insight.text = hit.text;
    add_card(section, *source, context, {.marks = hit.marks});
  }
  return sources.size();
}

// The best passages, at most two of one episode.
std::size_t add_passages(const Context& context, templates::Values& body, std::string_view query) {
  const auto hits = context.take(store::search_passages(context.store(), query, {passages_read, 0}));
  if (hits.empty()) return 0;
  auto& section = body.add("PASSAGES");
  std::map<std::string_view, int> of_episode;
  std::size_t shown = 0;
  for (const auto& hit : hits) {
    if (shown == passages_shown || of_episode[hit.episode_id]++ >= of_one_episode) continue;
    add_passage(section, hit, context);
    ++shown;
  }
  return shown;
}

std::string up_to(std::size_t count, std::size_t most, std::string_view one, std::string_view many) {
  const auto words = counted(static_cast<std::int64_t>(count), one, many);
  return count >= most ? "the best " + words : words;
}

}  // namespace

Answer search_page(const Context& context) {
  const auto query =
      text::fold_space(text::truncate_utf8(text::repair_utf8(context.request.parameter("q")), query_bytes));
  Page page(context, "search.html", query.empty() ? "Search" : fmt::format("Search: {}", query));
  page.within("SEARCH");
  auto& body = page.body();
  body.set("QUERY", query);
  if (query.empty()) {
    add_help(body, "Everything that was said is here to be found.");
    return page.answer();
  }
  const auto insights = add_insights(context, body, query);
  const auto passages = add_passages(context, body, query);
  if (insights + passages == 0)
    add_help(body, fmt::format("Nothing has “{}” in it. Fewer words, or the beginning of one, may find more.", query));
  else
    body.set_if("FOUND", fmt::format("Found {} and {}.", up_to(insights, insights_shown, "insight", "insights"),
                                     up_to(passages, passages_shown, "passage", "passages")));
  return page.answer();
}

}  // namespace pith::web
