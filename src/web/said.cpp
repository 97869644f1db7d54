#include "web/said.h"

#include <utility>

#include "web/cards.h"
#include "web/timeline.h"

namespace pith::web {

void add_said(const Context& context, templates::Values& body, Said said) {
  auto& included = body.include("SAID", "said.html");
  if (said.insights.empty()) return;
  auto& section = included.add("INSIGHTS");
  const auto timeline = timeline_of(said.days);
  add_chart(section, timeline, said.address, said_a_page);
  add_pager(section, said.address, said.at, said.insights);
  templates::Values* span = nullptr;
  CivilDay first{};
  for (const auto& source : sourced(context, std::move(said.insights))) {
    const auto begins = first_of(timeline.unit, day_in("UTC", source.insight.published));
    if (span == nullptr || begins != first) {
      first = begins;
      span = &section.add("SPAN");
      span->set("ANCHOR", span_anchor(timeline.unit, first));
      if (timeline.bars.size() > 1) span->set_if("NAME", span_name(timeline.unit, first));
    }
    add_card(*span, source, context, {.with_show = said.with_show});
  }
}

}  // namespace pith::web
