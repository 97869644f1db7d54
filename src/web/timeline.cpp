#include "web/timeline.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "web/show_text.h"

namespace pith::web {

namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::months;
using std::chrono::sys_days;

constexpr std::ptrdiff_t most_bars = 60;
constexpr std::ptrdiff_t least_bars = 24;  // of room, so that few bars are no walls
constexpr int step = 10;                   // of the drawing, from bar to bar
constexpr int gap = 2;
constexpr int height = 48;

constexpr std::array<std::string_view, 12> short_months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

CivilDay after(Unit unit, CivilDay first) {
  if (unit == Unit::day) return next_day(first);
  return first + months{unit == Unit::month ? 1 : unit == Unit::quarter ? 3 : 12};
}

std::ptrdiff_t spans_between(Unit unit, CivilDay from, CivilDay to) {
  if (unit == Unit::day) return (sys_days{to} - sys_days{from}).count() + 1;
  const auto apart = (to.year() / to.month() - from.year() / from.month()).count();
  return apart / (unit == Unit::month ? 1 : unit == Unit::quarter ? 3 : 12) + 1;
}

Unit unit_of(CivilDay from, CivilDay to) {
  for (const auto unit : {Unit::day, Unit::month, Unit::quarter})
    if (spans_between(unit, first_of(unit, from), first_of(unit, to)) <= most_bars) return unit;
  return Unit::year;
}

std::string page_address(const std::string& address, std::int64_t newer, int a_page, const std::string& anchor) {
  const auto page = newer / a_page + 1;
  return page == 1 ? fmt::format("{}#{}", address, anchor) : fmt::format("{}?page={}#{}", address, page, anchor);
}

std::string sentence_of(const Timeline& timeline) {
  const auto most = std::ranges::max_element(timeline.bars, {}, &Bar::insights);
  return fmt::format("{}, {} to {}; most {} {} ({}).", counted(timeline.insights, "insight", "insights"),
                     span_name(timeline.unit, timeline.bars.front().first),
                     span_name(timeline.unit, timeline.bars.back().first), timeline.unit == Unit::day ? "on" : "in",
                     span_name(timeline.unit, most->first), most->insights);
}

// The newest bar of each year leads to it; with one year alone there is nothing to choose.
void add_years(templates::Values& chart, const Timeline& timeline, const std::string& address, int a_page) {
  if (timeline.bars.front().first.year() == timeline.bars.back().first.year()) return;
  auto& years = chart.add("YEARS");
  const Bar* last = nullptr;
  const auto add = [&](const Bar& bar) {
    years.add("YEAR")
        .set("TEXT", fmt::format("{}", static_cast<int>(bar.first.year())))
        .set("URL", page_address(address, bar.newer, a_page, span_anchor(timeline.unit, bar.first)));
  };
  for (const auto& bar : timeline.bars) {
    if (bar.insights == 0) continue;
    if (last != nullptr && last->first.year() != bar.first.year()) add(*last);
    last = &bar;
  }
  if (last != nullptr) add(*last);
}

}  // namespace

CivilDay first_of(Unit unit, CivilDay of) {
  if (unit == Unit::day) return of;
  const auto number = static_cast<unsigned>(of.month());
  if (unit == Unit::month) return of.year() / of.month() / day{1};
  if (unit == Unit::quarter) return of.year() / month{(number - 1) / 3 * 3 + 1} / day{1};
  return of.year() / month{1} / day{1};
}

std::string span_name(Unit unit, CivilDay first) {
  const auto at = static_cast<unsigned>(first.month()) - 1;
  const auto of_year = static_cast<int>(first.year());
  if (unit == Unit::day) return date_without_weekday(first);
  if (unit == Unit::quarter) return fmt::format("{}–{} {}", short_months.at(at), short_months.at(at + 2), of_year);
  if (unit == Unit::year) return fmt::format("{}", of_year);
  const auto whole = date_without_weekday(first);
  return whole.substr(whole.find(' ') + 1);
}

std::string span_anchor(Unit unit, CivilDay first) { return fmt::format("s-{}", format_day(first_of(unit, first))); }

Timeline timeline_of(std::span<const store::DayCount> days) {
  Timeline timeline;
  if (days.empty()) return timeline;
  timeline.unit = unit_of(days.front().day, days.back().day);
  const auto last = first_of(timeline.unit, days.back().day);
  for (auto first = first_of(timeline.unit, days.front().day); first <= last; first = after(timeline.unit, first))
    timeline.bars.push_back({first});
  for (const auto& [on, insights] : days) {
    const auto first = first_of(timeline.unit, on);
    std::ranges::lower_bound(timeline.bars, first, {}, &Bar::first)->insights += insights;
    timeline.insights += insights;
  }
  std::int64_t newer = 0;
  for (auto bar = timeline.bars.rbegin(); bar != timeline.bars.rend(); ++bar) {
    bar->newer = newer;
    newer += bar->insights;
  }
  return timeline;
}

void add_chart(templates::Values& values, const Timeline& timeline, const std::string& address, int a_page) {
  if (timeline.bars.size() < 2) return;
  auto& chart = values.add("CHART");
  const auto slots = std::max(std::ssize(timeline.bars), least_bars);
  const auto most = std::ranges::max(timeline.bars, {}, &Bar::insights).insights;
  constexpr std::array<std::string_view, 4> units = {"day", "month", "quarter", "year"};
  chart.set("SCALE", fmt::format("{} a {}", most, units.at(static_cast<std::size_t>(timeline.unit))));
  chart.set("VIEW", fmt::format("0 0 {} {}", slots * step, height)).set("SENTENCE", sentence_of(timeline));
  for (std::size_t n = 0; n < timeline.bars.size(); ++n) {
    const auto& bar = timeline.bars[n];
    if (bar.insights == 0) continue;
    const auto tall = std::max<std::int64_t>(bar.insights * height / most, 2);
    auto& drawn = chart.add("BAR");
    drawn.set("X", fmt::format("{}", n * step + gap / 2)).set("Y", fmt::format("{}", height - tall));
    drawn.set("WIDTH", fmt::format("{}", step - gap)).set("HEIGHT", fmt::format("{}", tall));
    drawn.set("URL", page_address(address, bar.newer, a_page, span_anchor(timeline.unit, bar.first)));
    drawn.set("NAME", fmt::format("{}: {}", span_name(timeline.unit, bar.first), bar.insights));
  }
  add_years(chart, timeline, address, a_page);
}

}  // namespace pith::web
