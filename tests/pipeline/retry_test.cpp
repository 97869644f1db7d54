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
  EXPECT_EQ(next_retry(1, Patience{}, ClockKind::running, {Seconds{7200}})->pause, 2h);
}

TEST(Retry, GivesUpAfterTwelveAttempts) {
  EXPECT_TRUE(next_retry(11, Patience{}, ClockKind::standing, {}));
  EXPECT_FALSE(next_retry(12, Patience{}, ClockKind::standing, {}));
}

TEST(Retry, KeepsTheLeaseAndIsQuickUnderAStandingClock) {
  const auto retry = next_retry(2, Patience{}, ClockKind::standing, {Seconds{5}});
  EXPECT_TRUE(retry->keep_lease);
  EXPECT_EQ(retry->pause, 5s);
}

TEST(Retry, NeverAsksBeforeTheServerWishesAlsoUnderAStandingClock) {
  const auto retry = next_retry(2, Patience{}, ClockKind::standing, {Seconds{3600}});
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
  EXPECT_FALSE(next_retry(1, {.attempts = 3, .at_once = true}, ClockKind::running, {Seconds{60}}));
}

constexpr Patience guest{.guest = true};

TEST(Retry, AsksAPublisherOnceMoreAfterAPauseThenByTime) {
  const auto first = next_retry(1, guest, ClockKind::standing, {{}, Fault::way});
  EXPECT_TRUE(first->keep_lease);
  EXPECT_EQ(first->pause, 2s);
  EXPECT_FALSE(next_retry(2, guest, ClockKind::standing, {{}, Fault::way})->keep_lease);
  EXPECT_FALSE(next_retry(1, guest, ClockKind::running, {{}, Fault::way})->keep_lease);
}

TEST(Retry, AsksAPublisherOnceMoreAtMostWhereSomebodyWaits) {
  const Patience waited_for{.attempts = 3, .at_once = true, .guest = true};
  EXPECT_EQ(next_retry(1, waited_for, ClockKind::running, {{}, Fault::way})->pause, 2s);
  EXPECT_FALSE(next_retry(2, waited_for, ClockKind::running, {{}, Fault::way}));
}

TEST(Retry, AsksForWhatWasRefusedByTheHourAndSixTimes) {
  for (const auto clock : {ClockKind::standing, ClockKind::running}) {
    const auto retry = next_retry(1, guest, clock, {{}, Fault::answer});
    EXPECT_FALSE(retry->keep_lease);
    EXPECT_EQ(retry->pause, 1h);
    EXPECT_EQ(next_retry(5, guest, clock, {{}, Fault::answer})->pause, 16h);
    EXPECT_FALSE(next_retry(6, guest, clock, {{}, Fault::answer}));
  }
}

TEST(Retry, LeavesAFeedToItsPlanAfterTheSecondFailure) {
  const Patience polls{.guest = true, .replans = true};
  EXPECT_TRUE(next_retry(1, polls, ClockKind::standing, {{}, Fault::way})->keep_lease);
  EXPECT_FALSE(next_retry(2, polls, ClockKind::standing, {{}, Fault::way}));
  EXPECT_TRUE(next_retry(2, polls, ClockKind::standing, {}));  // the store's fault
}

TEST(Retry, TellsWhatMayPassFromWhatTheServerMeans) {
  const auto status = [](int code) { return fault_of({ErrorKind::http_status, "", "", code}); };
  EXPECT_EQ(status(500), Fault::way);
  EXPECT_EQ(status(429), Fault::way);
  EXPECT_EQ(status(404), Fault::answer);
  EXPECT_EQ(fault_of({ErrorKind::timeout, ""}), Fault::way);
  EXPECT_EQ(fault_of({ErrorKind::invalid_input, ""}), Fault::answer);
  EXPECT_EQ(fault_of({ErrorKind::locked, ""}), Fault::own);
}

}  // namespace
}  // namespace pith::pipeline
