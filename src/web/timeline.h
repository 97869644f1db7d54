// What was said over time: days with counts, as at most some fifty bars of equal spans. Pure.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "base/civil_day.h"
#include "lib/templates/templates.h"
#include "store/said_when.h"

namespace pith::web {

enum class Unit { day, month, quarter, year };

struct Bar {
  CivilDay first;             // day of its span
  std::int64_t insights = 0;  // in it
  std::int64_t newer = 0;     // in all later ones: where its own begin in a list, newest first
};

struct Timeline {
  Unit unit = Unit::month;
  std::vector<Bar> bars;  // oldest first, empty spans too
  std::int64_t insights = 0;
};

// The finest unit that the days fit into; `days` oldest first.
Timeline timeline_of(std::span<const store::DayCount> days);

CivilDay first_of(Unit unit, CivilDay day);          // of the span that the day is in
std::string span_name(Unit unit, CivilDay first);    // "25 November 2026", "November 2026", "Oct–Dec 2026", "2026"
std::string span_anchor(Unit unit, CivilDay first);  // "s-2026-11-01"

// CHART, where there are two bars or more: a picture, its sentence, and the years as links. `address` is that of the
// list, newest first, `a_page` of it on a page.
void add_chart(templates::Values& values, const Timeline& timeline, const std::string& address, int a_page);

}  // namespace pith::web
