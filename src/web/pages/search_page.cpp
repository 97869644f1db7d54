#include <algorithm>
#include <set>
#include <span>

#include <fmt/format.h>

#include "search/copies.h"
#include "search/engine.h"
#include "search/marks.h"
#include "search/query.h"
#include "store/insights.h"
#include "store/search.h"
#include "store/shows.h"
#include "store/topics.h"
#include "text/utf8.h"
#include "web/cards.h"
#include "web/pages/pages.h"
#include "web/pages/search_form.h"
#include "web/paging.h"
#include "web/show_text.h"

namespace pith::web {

namespace {

constexpr std::size_t a_page = 12;  // of either
constexpr std::size_t most = 96;    // of either, over all pages
constexpr int newest_read = 100;
constexpr std::size_t newest_shown = 6;
constexpr int topics_shown = 24;

constexpr std::string_view tips[] = {
    "Insights are found by their words and by what they mean; what was said, by its words.",
    "“Quotation marks” keep words together, a minus before a word leaves it out, a star stands for the rest of a word: "
    "batter*.",
    "Names of speakers can be looked for like any word. Advertisements and small talk are left out.",
};

void add_help(templates::Values& body, std::string_view sentence) {
  auto& help = body.add("HELP");
  help.set("SENTENCE", sentence);
  for (const auto& tip : tips) help.add("TIP").set("TEXT", tip);
}

template <class T>
std::span<const T> page_of(const std::vector<T>& all, std::size_t from) {
  return std::span(all)
      .subspan(std::min(from, all.size()))
      .first(std::min(a_page, all.size() - std::min(from, all.size())));
}

// Cards of what was found, in its order; how many may be shown.
std::size_t add_insights(const Context& context, templates::Values& body,
                         std::span<const search::FoundInsight> insights, std::string_view heading) {
  templates::Values* section = nullptr;
  std::size_t shown = 0;
  for (const auto& one : insights) {
    auto insight = context.take(store::insight_by_id(context.store(), one.hit.insight_id));
    auto source = insight ? context.reading.sourced(*std::move(insight)) : std::nullopt;
    if (!source) continue;
    if (section == nullptr) section = &body.add("INSIGHTS").set("HEADING", heading);
    const auto copies = sourced(context, context.take(store::insights_by_ids(context.store(), one.copies)));
    add_card(*section, *source, context, {.marks = one.hit.marks, .copies = copies});
    ++shown;
  }
  return shown;
}

// The page's passages with their words: reading costs a transcript each.
std::vector<store::PassageHit> passages_of(const Context& context, const search::Found& found, const Asked& asked,
                                           std::size_t from) {
  const auto part = page_of(found.passages, from);
  std::vector<store::PassageHit> hits(part.begin(), part.end());
  const auto done = store::read_words(context.store(), hits);
  if (!done) context.take(Result<int>(std::unexpected(done.error())));
  const auto& typed = found.corrected ? found.did_you_mean : asked.query;
  const auto query = asked.typing && !found.corrected ? search::unfinished(typed) : search::parse(typed);
  for (auto& hit : hits) hit.marks = search::marks(hit.text, query);
  return hits;
}

std::size_t add_passages(const Context& context, templates::Values& body, std::span<const store::PassageHit> passages) {
  if (passages.empty()) return 0;
  auto& section = body.add("PASSAGES");
  std::vector<search::Said> said;
  for (const auto& hit : passages) said.push_back({hit.episode_id, {}, hit.text});
  const auto first = search::first_of_recording(said);
  for (std::size_t n = 0; n < passages.size(); ++n) {
    if (first[n] != n) continue;
    std::vector<store::PassageHit> copies;
    for (std::size_t other = n + 1; other < passages.size(); ++other)
      if (first[other] == n) copies.push_back(passages[other]);
    add_passage(section, passages[n], context, copies);
  }
  return passages.size();
}

// The ways to the better and to the other results.
void add_pages(templates::Values& body, const Asked& asked, int page, bool more) {
  if (page == 1 && !more) return;
  auto& pager = body.add("PAGES");
  const auto address = search_address(asked, asked.query);
  const auto link = [&](std::string_view name, int to) {
    pager.add(name).set("URL", to == 1 ? address : fmt::format("{}&page={}", address, to));
  };
  if (page > 1) link("BETTER", page - 1);
  if (more) link("MORE", page + 1);
}

void add_topics(const Context& context, templates::Values& body) {
  const auto topics = context.take(store::topics_of_late(context.store(), topics_shown, context.options.for_owner));
  if (topics.empty()) return;
  auto& section = body.add("TOPICS");
  for (const auto& topic : topics) section.add("TOPIC").set("URL", links().topic(topic.slug)).set("TEXT", topic.name);
}

// The newest, one of each episode: of the last episode alone there would be dozens.
std::vector<search::FoundInsight> newest_of_each(const Context& context, const store::Narrow& narrow) {
  const auto ids = context.take(store::newest_insights(context.store(), narrow, newest_read));
  std::vector<search::FoundInsight> newest;
  std::set<std::string> episodes;
  for (auto& hit : context.take(store::insight_hits(context.store(), ids, narrow)))
    if (newest.size() < newest_shown && episodes.insert(hit.episode_id).second)
      newest.push_back({std::move(hit), false, false});
  return newest;
}

// Where nothing is asked for: what there is.
void add_beginning(const Context& context, templates::Values& body, const store::Narrow& narrow) {
  add_help(body, "Everything that was said is here to be found.");
  add_topics(context, body);
  add_insights(context, body, newest_of_each(context, narrow), "Newest insights");
}

std::string up_to(std::size_t count, std::string_view one, std::string_view many) {
  if (count >= most) return fmt::format("{} or more {}", count, many);
  return counted(static_cast<std::int64_t>(count), one, many);
}

std::string found_sentence(const search::Found& found, const Asked& asked, int page) {
  std::string sentence;
  if (found.corrected)
    sentence = fmt::format("Nothing has “{}” in it; this is for “{}”. ", asked.query, found.did_you_mean);
  sentence += fmt::format("Found {}", up_to(found.insights.size(), "insight", "insights"));
  if (!asked.insights_only) sentence += fmt::format(" and {}", up_to(found.passages.size(), "passage", "passages"));
  const auto near = std::ranges::count_if(found.insights, [](const auto& one) { return !one.by_words; });
  if (near > 0) sentence += fmt::format("; {} in other words", near);
  if (std::max(found.insights.size(), found.passages.size()) <= a_page) return sentence + ".";
  return fmt::format("{}, the best first: page {}.", sentence, page);
}

std::string nothing_sentence(const Asked& asked, const store::Narrow& narrow, int page) {
  if (page > 1) return fmt::format("What was found for “{}” has no such page.", asked.query);
  if (narrow.since && narrow.until && *narrow.until <= *narrow.since) return "The first day is after the last one.";
  return fmt::format("Nothing {}has “{}” in it. Fewer words, or the beginning of one, may find more.",
                     narrow.narrows() ? "there " : "", asked.query);
}

void add_found(const Context& context, templates::Values& body, const Asked& asked, const store::Narrow& narrow) {
  const auto page = std::min(paging_of(context.request, a_page).page, static_cast<int>(most / a_page));
  const auto from = a_page * static_cast<std::size_t>(page - 1);
  const search::Request request{.typed = asked.query,
                                .narrow = narrow,
                                .typing = asked.typing,
                                .insights = most,
                                .plenty = a_page,
                                .passages = asked.insights_only ? 0 : most,
                                .read_passages = false};
  const auto found = context.take(context.options.search.find(context.store(), request));
  const auto insights =
      add_insights(context, body, page_of(found.insights, from), asked.query.empty() ? "Newest insights" : "Insights");
  const auto passages = add_passages(context, body, passages_of(context, found, asked, from));
  add_pages(body, asked, page, std::max(found.insights.size(), found.passages.size()) > from + a_page);
  if (!found.did_you_mean.empty() && !found.corrected)
    body.add("MEANT").set("URL", search_address(asked, found.did_you_mean)).set("TEXT", found.did_you_mean);
  if (insights + passages > 0 && !asked.query.empty())
    body.set_if("FOUND", found_sentence(found, asked, page));
  else if (insights + passages == 0)
    add_help(body, nothing_sentence(asked, narrow, page));
}

// Of a question that has words or a place; none where all there is is meant.
std::optional<FeedLinks> feed_of(const Context& context, const Asked& asked) {
  const auto place = place_of(context, asked);
  if (!place.nowhere.empty() || (asked.from && asked.to && *asked.from > *asked.to) ||
      (asked.query.empty() && !place.narrow.narrows()))
    return std::nullopt;
  const auto page = search_address(by_slug(asked, place), asked.query);
  return FeedLinks{title_of(asked, place), "/feeds/search", page.substr(page.find('?'))};
}

void fill_results(const Context& context, templates::Values& body, const Asked& asked) {
  if (!asked.no_day.empty())
    body.set_if("NOTE",
                fmt::format("“{}” is no day, so it narrows nothing. A day is written as 2026-11-25.", asked.no_day));
  const auto place = place_of(context, asked);
  if (const auto feed = feed_of(context, asked)) add_feed_links(body.add("STANDING"), *feed);
  if (!place.nowhere.empty())
    add_help(body, place.nowhere);
  else if (asked.query.empty() && !place.narrow.narrows())
    add_beginning(context, body, place.narrow);
  else
    add_found(context, body, asked, place.narrow);
}

void fill_form(const Context& context, templates::Values& body, const Asked& asked) {
  body.set("QUERY", asked.query).set("PERSON", asked.person);
  body.set("FROM", asked.from ? format_day(*asked.from) : "").set("TO", asked.to ? format_day(*asked.to) : "");
  body.show_if(asked.narrowed(), "NARROWED").show_if(asked.insights_only, "INSIGHTS_ONLY");
  for (const auto& show : context.take(store::shows(context.store()))) {
    if (!context.reading.shows(show)) continue;
    auto& option = body.add("SHOW").set("SLUG", show.slug).set("TITLE", show.title);
    option.show_if(show.slug == asked.show, "CHOSEN");
  }
}

// The results alone, for static/search.js.
Answer results_alone(const Context& context, const Asked& asked) {
  templates::Values results;
  fill_results(context, results, asked);
  auto html = context.templates.expand("search_results.html", results);
  if (!html) return std::unexpected(html.error());
  return http::Response{200, {{"Content-Type", "text/html; charset=utf-8"}}, *std::move(html)};
}

}  // namespace

Answer search_page(const Context& context) {
  const auto asked = asked_of(context);
  if (context.request.parameter("part") == "results") return results_alone(context, asked);
  Page page(context, "search.html",
            asked.query.empty() ? "Search" : fmt::format("Search: {}", text::truncate_utf8(asked.query, 100)));
  page.within("SEARCH").script("search.js");
  if (const auto feed = feed_of(context, asked)) page.announce(*feed);
  fill_form(context, page.body(), asked);
  fill_results(context, page.body().include("RESULTS", "search_results.html"), asked);
  return page.answer();
}

}  // namespace pith::web
