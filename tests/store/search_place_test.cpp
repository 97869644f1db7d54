#include "store/search_place.h"

#include <gtest/gtest.h>

namespace pith::store {
namespace {

constexpr Time day(int year, unsigned month, unsigned day) {
  return std::chrono::sys_days{std::chrono::year{year} / static_cast<int>(month) / static_cast<int>(day)};
}

const Surroundings around{.names = "who", .unseen = {}, .first = day(2020, 3, 1), .last = day(2026, 11, 26)};

TEST(PlaceWords, AreTheShowTheYearAndTheMonth) {
  EXPECT_EQ(place_words("sh_one", day(2026, 2, 28)), "\uE000shone \uE000y2026 \uE000m202602");
}

TEST(Narrowed, IsTheSearchItselfWhereNothingNarrowsIt) {
  EXPECT_EQ(narrowed("\"a\"", {}, around), "(\"a\")");
  EXPECT_EQ(narrowed("\"a\"", {.since = day(2019, 1, 1)}, around), "(\"a\")");
}

TEST(Narrowed, NamesTheShowAndWhoSpeaks) {
  EXPECT_EQ(narrowed("\"a\"", {.show_id = "sh_one", .speakers = {"Ann", "Bob"}}, around),
            "(\"a\") AND {place} : (\"\uE000shone\") AND {who} : ((\"Ann\" OR \"Bob\"))");
}

TEST(Narrowed, TakesWholeYearsAndTheMonthsAtBothEnds) {
  EXPECT_EQ(narrowed("\"a\"", {.since = day(2024, 11, 20), .until = day(2026, 2, 1)}, around),
            "(\"a\") AND {place} : ((\"\uE000m202411\" OR \"\uE000m202412\" OR \"\uE000y2025\" OR \"\uE000m202601\" OR "
            "\"\uE000m202602\"))");
}

TEST(Narrowed, AsksForAMonthThatHasNothingWhereTheTimeIsPast) {
  EXPECT_EQ(narrowed("\"a\"", {.since = day(2030, 1, 1)}, around), "(\"a\") AND {place} : (\"\uE000m203001\")");
}

TEST(Narrowed, LeavesOutShowsThatMayNotBeShown) {
  auto some = around;
  some.unseen = {"sh_one"};
  EXPECT_EQ(narrowed("\"a\"", {}, some), "((\"a\")) NOT {place} : (\"\uE000shone\")");
}

}  // namespace
}  // namespace pith::store
