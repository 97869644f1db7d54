#include "evaluation/days.h"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pith::evaluation {
namespace {

std::vector<std::string> names(int count) {
  std::vector<std::string> all;
  for (int n = 0; n < count; ++n) all.push_back("show-" + std::to_string(n));
  return all;
}

TEST(DaysByName, HoldAboutSixEpisodesEachOnce) {
  const auto days = days_by_name(names(20));
  ASSERT_EQ(days.size(), 3U);
  std::vector<std::size_t> all;
  for (const auto& day : days) {
    EXPECT_THAT(day.size(), testing::AllOf(testing::Ge(6U), testing::Le(7U)));
    all.insert(all.end(), day.begin(), day.end());
  }
  std::ranges::sort(all);
  EXPECT_EQ(all.size(), 20U);
  EXPECT_EQ(std::ranges::unique(all).size(), 0U);
}

TEST(DaysByName, AFewEpisodesAreOneDay) { EXPECT_EQ(days_by_name(names(2)).size(), 1U); }

TEST(ReadDates, TakesTheColumnsByTheirNames) {
  const auto dates =
      read_dates("show\tpublished\tepisode\nx\t2026-01-02\tshow-1\r\n\nx\t2026-01-01T06:00:00Z\tshow-0\n");
  ASSERT_TRUE(dates.has_value()) << dates.error().message;
  EXPECT_EQ(dates->size(), 2U);
  EXPECT_LT(dates->at("show-0"), dates->at("show-1"));
}

TEST(ReadDates, NamesTheLineThatIsWrong) {
  EXPECT_THAT(read_dates("a\tb\n").error().message, testing::HasSubstr("line 1"));
  EXPECT_THAT(read_dates("episode\tpublished\nshow-1\tsoon\n").error().message, testing::HasSubstr("line 2"));
}

TEST(DaysByDate, FollowOneAnother) {
  Dates dates;
  const auto all = names(12);
  for (int n = 0; n < 12; ++n) dates[all[n]] = from_micros(100 - n);
  const auto days = days_by_date(all, dates);
  ASSERT_TRUE(days.has_value());
  EXPECT_EQ(*days, (Days{{11, 10, 9, 8, 7, 6}, {5, 4, 3, 2, 1, 0}}));
}

TEST(DaysByDate, NameAnEpisodeWithoutADate) {
  EXPECT_THAT(days_by_date(names(1), {}).error().message, testing::HasSubstr("show-0"));
}

}  // namespace
}  // namespace pith::evaluation
