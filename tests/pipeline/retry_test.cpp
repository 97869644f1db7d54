#include "pipeline/retry.h"

#include <gtest/gtest.h>

namespace pith::pipeline {
namespace {

using namespace std::chrono_literals;

TEST(Retry, WaitsLongerAfterEachFailure) {
  EXPECT_EQ(next_retry(1, Patience{}, ClockKind::running, {})->pause, 1min);
  EXPECT_EQ(next_retry(3, Patience{}, ClockKind::running, {})->pause, 4min);
  EXPECT_EQ(next_retry(11, Patience{}, ClockKind::running, {})->pause, 1024min);
}

TEST(Retry, ObeysWhatTheServerAskedFor) {
  EXPECT_EQ(next_retry(1, Patience{}, ClockKind::running, Seconds{7200})->pause, 2h);
}

TEST(Retry, GivesUpAfterTwelveAttempts) {
  EXPECT_TRUE(next_retry(11, Patience{}, ClockKind::standing, {}));
  EXPECT_FALSE(next_retry(12, Patience{}, ClockKind::standing, {}));
}

TEST(Retry, KeepsTheLeaseAndIsQuickUnderAStandingClock) {
  const auto retry = next_retry(2, Patience{}, ClockKind::standing, Seconds{5});
  EXPECT_TRUE(retry->keep_lease);
  EXPECT_EQ(retry->pause, 5s);
}

TEST(Retry, NeverAsksBeforeTheServerWishesAlsoUnderAStandingClock) {
  const auto retry = next_retry(2, Patience{}, ClockKind::standing, Seconds{3600});
  EXPECT_FALSE(retry->keep_lease);
  EXPECT_EQ(retry->pause, 1h);
}

TEST(Retry, IsQuickWhereSomebodyWaits) {
  const auto retry = next_retry(1, {.attempts = 3, .at_once = true}, ClockKind::running, {});
  EXPECT_TRUE(retry->keep_lease);
  EXPECT_EQ(retry->pause, 100ms);
  EXPECT_FALSE(next_retry(3, {.attempts = 3, .at_once = true}, ClockKind::running, {}));
}

TEST(Retry, GivesUpWhereSomebodyWaitsAndTheServerWantsToRest) {
  EXPECT_FALSE(next_retry(1, {.attempts = 3, .at_once = true}, ClockKind::running, Seconds{60}));
}

}  // namespace
}  // namespace pith::pipeline
