#include <fmt/format.h>

#include "store/briefs.h"
#include "store/insights.h"
#include "web/cards.h"
#include "web/pages/pages.h"
#include "web/paging.h"
#include "web/show_text.h"

namespace pith::web {

namespace {

constexpr int days_a_page = 30;

void add_day(const Context& context, templates::Values& body, const Brief& brief) {
  auto& row = body.add("DAY");
  row.set("URL", links().day(brief.day)).set("DATE", format_day(brief.day));
  row.set("WEEKDAY", weekday(brief.day)).set("DATE_LONG", date_without_weekday(brief.day));
  std::vector<std::string> ids;
  for (const auto& pick : brief.picks) ids.push_back(pick.insight_id);
  const auto picks = sourced(context, context.take(store::insights_by_ids(context.store(), ids)));
  row.set("LEAD", picks.empty() ? "Nothing worth sending" : picks.front().insight.headline);
  for (std::size_t n = 1; n < picks.size(); ++n) row.add("ALSO").set("HEADLINE", picks[n].insight.headline);
}

}  // namespace

Answer days_page(const Context& context) {
  const auto at = paging_of(context.request, days_a_page);
  const auto& own = context.options.reader_id;
  // A new reader sees everybody's days until their own come.
  const bool lent = own != home_reader && !context.take(store::latest_brief(context.store(), own));
  auto briefs = context.take(store::briefs(context.store(), lent ? home_reader : own, at.one_more()));
  Page page(context, "days.html", "Days");
  page.within("DAYS");
  add_pager(page.body(), "/days", at, briefs);
  page.body().set("SENTENCE", briefs.empty() ? "No brief has been made yet."
                              : lent ? "Your own days begin with your first five. Until then: what everybody saw."
                                     : "Every brief so far, newest first.");
  for (const auto& brief : briefs) add_day(context, page.body(), brief);
  return page.answer();
}

}  // namespace pith::web
