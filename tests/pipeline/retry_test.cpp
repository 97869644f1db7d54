#include "pipeline/retry.h"

#include <gtest/gtest.h>

namespace pith::pipeline {
namespace {

using namespace std::chrono_literals;

TEST(Retry, WaitsLongerAfterEachFailure) {
  EXPECT_EQ(next_retry(1, ClockKind::running, {})->pause, 1min);
  EXPECT_EQ(next_retry(3, ClockKind::running, {})->pause, 4min);
  EXPECT_EQ(next_retry(11, ClockKind::running, {})->pause, 1024min);
}

TEST(Retry, ObeysWhatTheServerAskedFor) { EXPECT_EQ(next_retry(1, ClockKind::running, Seconds{7200})->pause, 2h); }

TEST(Retry, GivesUpAfterTwelveAttempts) {
  EXPECT_TRUE(next_retry(11, ClockKind::standing, {}));
  EXPECT_FALSE(next_retry(12, ClockKind::standing, {}));
}

TEST(Retry, KeepsTheLeaseAndIsQuickUnderAStandingClock) {
  const auto retry = next_retry(2, ClockKind::standing, Seconds{3600});
  EXPECT_TRUE(retry->keep_lease);
  EXPECT_EQ(retry->pause, 5s);
}

}  // namespace
}  // namespace pith::pipeline
