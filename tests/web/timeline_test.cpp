#include "web/timeline.h"

#include <gtest/gtest.h>

namespace pith::web {
namespace {

store::DayCount on(std::string_view day, std::int64_t insights) { return {*parse_day(day), insights}; }

std::vector<std::int64_t> counts(const Timeline& timeline) {
  std::vector<std::int64_t> all;
  for (const auto& bar : timeline.bars) all.push_back(bar.insights);
  return all;
}

TEST(Timeline, ShowsDaysWhereTheyAreFew) {
  const store::DayCount days[] = {on("2026-11-23", 2), on("2026-11-25", 5)};
  const auto timeline = timeline_of(days);
  EXPECT_EQ(timeline.unit, Unit::day);
  EXPECT_EQ(counts(timeline), (std::vector<std::int64_t>{2, 0, 5}));
}

TEST(Timeline, ShowsMonthsQuartersOrYearsWhereTheSpanIsLong) {
  const store::DayCount months[] = {on("2025-01-31", 1), on("2025-12-01", 1)};
  const store::DayCount quarters[] = {on("2012-02-01", 1), on("2024-12-31", 1)};
  const store::DayCount years[] = {on("1990-02-01", 1), on("2024-12-31", 1)};
  EXPECT_EQ(timeline_of(months).unit, Unit::month);
  EXPECT_EQ(timeline_of(months).bars.size(), 12U);
  EXPECT_EQ(timeline_of(quarters).unit, Unit::quarter);
  EXPECT_EQ(timeline_of(quarters).bars.size(), 52U);
  EXPECT_EQ(timeline_of(years).unit, Unit::year);
}

TEST(Timeline, KnowsHowManyAreNewerThanABar) {
  const store::DayCount days[] = {on("2026-11-23", 2), on("2026-11-24", 3), on("2026-11-25", 5)};
  const auto timeline = timeline_of(days);
  EXPECT_EQ(timeline.bars[0].newer, 8);
  EXPECT_EQ(timeline.bars[1].newer, 5);
  EXPECT_EQ(timeline.bars[2].newer, 0);
  EXPECT_EQ(timeline.insights, 10);
}

TEST(Timeline, OfNothingHasNoBars) { EXPECT_TRUE(timeline_of({}).bars.empty()); }

TEST(Timeline, NamesItsSpans) {
  const auto day = *parse_day("2026-11-25");
  EXPECT_EQ(span_name(Unit::day, first_of(Unit::day, day)), "25 November 2026");
  EXPECT_EQ(span_name(Unit::month, first_of(Unit::month, day)), "November 2026");
  EXPECT_EQ(span_name(Unit::quarter, first_of(Unit::quarter, day)), "Oct–Dec 2026");
  EXPECT_EQ(span_name(Unit::year, first_of(Unit::year, day)), "2026");
  EXPECT_EQ(span_anchor(Unit::quarter, day), "s-2026-10-01");
}

}  // namespace
}  // namespace pith::web
