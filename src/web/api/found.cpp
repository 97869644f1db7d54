// Search. Whatever the size of its pages, one question has one list of answers as long as the archive stands still: the
// engine is asked for the same every time, and only what a page shows is read.
#include "search/engine.h"
#include "store/insights.h"
#include "web/api/handlers.h"
#include "web/api/paged.h"
#include "web/pages/search_form.h"

namespace pith::web::api {

namespace {

constexpr std::size_t most_found = 100;  // of either
constexpr std::size_t plenty = 20;       // with every word are enough: those with some of the words are left out

Result<void> check_days(const Context& context) {
  for (const auto* name : {"from", "to"})
    if (const auto text = context.request.parameter(name); !text.empty() && !parse_day(text))
      return fail(ErrorKind::invalid_input, fmt::format("{} must be a day, written as 2026-11-25.", name));
  return {};
}

Result<search::Request> request_asked(const Context& context, const store::Page& page) {
  if (auto good = check_days(context); !good) return std::unexpected(good.error());
  const auto asked = asked_of(context);
  auto place = place_of(context, asked);
  if (!asked.show.empty() && place.narrow.show_id.empty()) return fail(ErrorKind::not_found, place.nowhere);
  // Whoever is not known to speak has said nothing: so nothing tells who speaks on private shows alone.
  if (!asked.person.empty() && place.narrow.speakers.empty()) place.narrow.speakers = {asked.person};
  if (asked.query.empty() && !place.narrow.narrows())
    return fail(ErrorKind::invalid_input, "Say what to look for: ?q=WORDS.");
  return search::Request{.typed = asked.query,
                         .narrow = std::move(place.narrow),
                         .insights = most_found,
                         .plenty = plenty,
                         .passages = asked.insights_only ? 0 : most_found,
                         .read_from = static_cast<std::size_t>(page.offset),
                         .read = static_cast<std::size_t>(page.limit)};
}

std::vector<SourcedInsight> sources_of(const Context& context, const search::Found& found) {
  std::vector<std::string> ids;
  for (const auto& one : found.insights) ids.push_back(one.hit.insight_id);
  return sourced(context, context.take(store::insights_by_ids(context.store(), ids)));
}

}  // namespace

Result<json::Value> search(const Context& context) {
  const auto page = page_asked(context);
  if (!page) return std::unexpected(page.error());
  const auto request = request_asked(context, *page);
  if (!request) return std::unexpected(request.error());
  auto found = context.take(context.options.search.find(context.store(), *request));
  std::erase_if(found.passages, [&](const auto& hit) { return context.reading.show(hit.show_id) == nullptr; });
  const auto more = take_page(found.insights, *page);
  const auto more_said = take_page(found.passages, *page);
  auto insights = json::array();
  for (const auto& source : sources_of(context, found)) insights.push(insight_view(source));
  auto said = json::array();
  for (const auto& hit : found.passages) said.push(passage_view(hit));
  auto out = json::object({{"insights", std::move(insights)}, {"passages", std::move(said)}});
  if (const auto& next = more.empty() ? more_said : more; !next.empty()) out.set("next", next);
  if (!found.did_you_mean.empty()) out.set("did_you_mean", found.did_you_mean).set("corrected", found.corrected);
  return out;
}

}  // namespace pith::web::api
