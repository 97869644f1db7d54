#include "stages/feed/poll_plan.h"

#include <vector>

#include <fmt/chrono.h>
#include <gtest/gtest.h>

namespace pith::feed {
namespace {

using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::seconds;

const Time noon = *parse_rfc3339("2024-05-15T12:00:00Z");  // a Wednesday

std::vector<Time> every(hours gap, Time newest, int count = 20) {
  std::vector<Time> times;
  for (int n = 0; n < count; ++n) times.push_back(newest - n * gap);
  return times;
}

double hours_until(const PollPlan& plan) {
  return std::chrono::duration<double, std::ratio<3600>>(plan.next - noon).count();
}

TEST(PollPlan, PollsAFrequentFeedHourlyButNoSooner) {
  const auto times = every(hours{1}, noon - minutes{5});
  EXPECT_DOUBLE_EQ(hours_until(plan_poll({.published = times}, noon, 0)), 1.0);
  EXPECT_GE(hours_until(plan_poll({.published = times, .max_age = seconds{60}}, noon, 0)), 1.0);
}

TEST(PollPlan, WaitsForTheHourAtWhichADailyShowPublishes) {
  const auto times = every(hours{24}, noon - hours{6});  // at 06:00 each day
  const auto plan = plan_poll({.published = times}, noon, 0);
  EXPECT_GT(hours_until(plan), 2.0);
  EXPECT_EQ(plan.reason, "publishes about daily");
  const auto evening = noon + hours{17};  // 05:00, an hour before the next
  const auto next = plan_poll({.published = times}, evening, 0).next;
  EXPECT_GE(next, evening + hours{1});
  EXPECT_LE(next, evening + hours{2});
}

TEST(PollPlan, PollsASilentFeedOnceADay) {
  const auto times = every(hours{24}, noon - hours{24 * 200});
  const auto plan = plan_poll({.published = times}, noon, 0);
  EXPECT_DOUBLE_EQ(hours_until(plan), 24.0);
  EXPECT_EQ(plan.reason, "silent for 200 days");
}

TEST(PollPlan, LooksAtAFeedOfUnknownRhythmEverySixHours) { EXPECT_DOUBLE_EQ(hours_until(plan_poll({}, noon, 0)), 6.0); }

TEST(PollPlan, KeepsToItsPublishersWordWhereTheRhythmIsUnknown) {
  EXPECT_DOUBLE_EQ(hours_until(plan_poll({.update_rule = "FREQ=HOURLY"}, noon, 0)), 1.0);
  EXPECT_DOUBLE_EQ(hours_until(plan_poll({.update_rule = "FREQ=DAILY;INTERVAL=2"}, noon, 0)), 12.0);
  EXPECT_DOUBLE_EQ(hours_until(plan_poll({.update_rule = "FREQ=YEARLY"}, noon, 0)), 24.0);
  EXPECT_EQ(plan_poll({.update_rule = "FREQ=DAILY"}, noon, 0).reason,
            "too few items yet to know its rhythm: as its publisher says");
}

TEST(PollPlan, TrustsALearntRhythmMoreThanItsPublishersWord) {
  const auto times = every(hours{24}, noon - hours{6});
  EXPECT_EQ(plan_poll({.published = times, .update_rule = "FREQ=YEARLY"}, noon, 0).next,
            plan_poll({.published = times}, noon, 0).next);
}

TEST(PollPlan, LooksOnceADayWherePublishersSayThatNothingMoreComes) {
  const auto times = every(hours{1}, noon - minutes{5});
  EXPECT_DOUBLE_EQ(hours_until(plan_poll({.published = times, .announced_end = true}, noon, 0)), 24.0);
  const auto over = plan_poll({.published = times, .update_rule = "FREQ=DAILY;UNTIL=20240515T115800Z"}, noon, 0);
  EXPECT_DOUBLE_EQ(hours_until(over), 24.0);
  EXPECT_EQ(over.reason, "its publisher says that nothing more comes");
  EXPECT_DOUBLE_EQ(hours_until(plan_poll({.published = times, .update_rule = "FREQ=DAILY;UNTIL=20990101"}, noon, 0)),
                   1.0);
}

TEST(PollPlan, BelievesAnItemMoreThanAnOlderWordThatNothingMoreComes) {
  const auto times = every(hours{1}, noon - minutes{5});
  const auto rule = fmt::format("FREQ=DAILY;UNTIL={:%Y%m%dT%H%M%SZ}", noon - hours{2});
  EXPECT_DOUBLE_EQ(hours_until(plan_poll({.published = times, .update_rule = rule}, noon, 0)), 1.0);
}

TEST(PollPlan, IgnoresFutureDates) {
  const std::vector<Time> times{noon + hours{24 * 365}, noon + hours{24 * 366}};
  EXPECT_EQ(plan_poll({.published = times}, noon, 0).reason, "too few items yet to know its rhythm");
}

TEST(PollPlan, SlowsDownToDailyWhenAFeedKeepsFailing) {
  const auto wait = [](int failures) { return hours_until(plan_poll({.status = 500, .failures = failures}, noon, 0)); };
  EXPECT_DOUBLE_EQ(wait(1), 1.0);
  EXPECT_DOUBLE_EQ(wait(2), 2.0);
  EXPECT_DOUBLE_EQ(wait(4), 8.0);
  EXPECT_DOUBLE_EQ(wait(40), 24.0);
  EXPECT_EQ(plan_poll({.status = 404, .failures = 7}, noon, 0).reason, "failed 7 times in a row: now once a day");
}

TEST(PollPlan, TreatsAnAnswerThatIsNoFeedAsAFailure) {
  EXPECT_DOUBLE_EQ(hours_until(plan_poll({.status = 200, .readable = false, .failures = 3}, noon, 0)), 4.0);
}

TEST(PollPlan, WaitsAsLongAsTheServerAsksButAWeekAtMost) {
  EXPECT_DOUBLE_EQ(hours_until(plan_poll({.status = 429, .failures = 1, .retry_after = seconds{hours{5}}}, noon, 0)),
                   5.0);
  EXPECT_DOUBLE_EQ(hours_until(plan_poll({.status = 503, .failures = 1, .retry_after = seconds{60}}, noon, 0)), 1.0);
  EXPECT_DOUBLE_EQ(
      hours_until(plan_poll({.status = 429, .failures = 1, .retry_after = seconds{hours{24 * 400}}}, noon, 0)),
      24 * 7.0);
  const auto times = every(hours{1}, noon - minutes{5});
  EXPECT_DOUBLE_EQ(hours_until(plan_poll({.published = times, .max_age = seconds{hours{3}}}, noon, 0)), 3.0);
}

TEST(PollPlan, EndsAFeedThatIsGone) { EXPECT_TRUE(plan_poll({.status = 410, .failures = 1}, noon, 0).ended); }

TEST(PollPlan, SpreadsByTenMinutesAtMostAndOnlyLater) {
  const auto times = every(hours{24}, noon - hours{24 * 200});
  EXPECT_EQ(plan_poll({.published = times}, noon, 0.5).next, noon + hours{24} + minutes{5});
  const auto often = every(hours{1}, noon - minutes{5});
  EXPECT_EQ(plan_poll({.published = often}, noon, 0.5).next, noon + hours{1} + minutes{3});
}

}  // namespace
}  // namespace pith::feed
