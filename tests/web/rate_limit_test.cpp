#include "web/rate_limit.h"

#include <gtest/gtest.h>

#include "web/seats.h"

namespace pith::web {
namespace {

using std::chrono::minutes;
using std::chrono::seconds;
const auto begin = RateLimit::Clock::now();

TEST(RateLimit, CountsByKeyOverAWindow) {
  RateLimit limit(2, minutes{60});
  EXPECT_TRUE(limit.allows("a", begin));
  EXPECT_TRUE(limit.allows("a", begin));
  EXPECT_FALSE(limit.allows("a", begin));
  EXPECT_TRUE(limit.allows("b", begin));
  EXPECT_TRUE(limit.allows("a", begin + minutes{60}));
}

TEST(RateLimit, SaysWhatIsLeftAndUntilWhen) {
  RateLimit limit(2, seconds{60});
  limit.count("a", begin);
  const auto second = limit.count("a", begin + std::chrono::milliseconds{20'500});
  EXPECT_TRUE(second.allowed);
  EXPECT_EQ(second.left, 0);
  EXPECT_EQ(second.until, seconds{40});
  EXPECT_FALSE(limit.count("a", begin + seconds{59}).allowed);
  EXPECT_EQ(limit.count("a", begin + seconds{60}).left, 1);
}

TEST(RateLimit, CountsManyAtOnceWhereAllOfThemMayBeAndElseNone) {
  RateLimit limit(5, seconds{60});
  EXPECT_EQ(limit.count("a", begin, 3).left, 2);
  const auto refused = limit.count("a", begin, 3);
  EXPECT_FALSE(refused.allowed);
  EXPECT_EQ(refused.left, 2);
  EXPECT_TRUE(limit.count("a", begin, 2).allowed);
}

TEST(RateLimit, OfNoneLetsEverythingThrough) {
  RateLimit limit(0, seconds{60});
  for (int n = 0; n < 1000; ++n) EXPECT_TRUE(limit.allows("a", begin));
}

TEST(RateLimit, StaysSmallWhateverKeysCome) {
  RateLimit limit(1, minutes{60}, 100);
  for (int n = 0; n < 10'000; ++n) EXPECT_TRUE(limit.allows(std::to_string(n), begin + seconds{n % 50}));
}

TEST(RateLimit, ForgetsTheWindowThatBeganFirstWhereThereAreTooMany) {
  RateLimit limit(1, minutes{60}, 3);
  for (const auto* key : {"a", "b", "c"}) limit.allows(key, begin);
  EXPECT_TRUE(limit.allows("a", begin + minutes{60}));  // begins anew: b is the oldest now
  EXPECT_TRUE(limit.allows("d", begin + minutes{60}));
  EXPECT_FALSE(limit.allows("a", begin + minutes{61}));
  EXPECT_FALSE(limit.allows("d", begin + minutes{61}));
  EXPECT_TRUE(limit.allows("b", begin + minutes{59}));
}

TEST(Seats, AreSoManyForEachAndComeFreeAgain) {
  const Seats seats(2);
  auto first = seats.take("a");
  const auto second = seats.take("a");
  EXPECT_TRUE(first && second);
  EXPECT_FALSE(seats.take("a"));
  EXPECT_TRUE(seats.take("b"));
  first.reset();
  EXPECT_TRUE(seats.take("a"));
}

TEST(Seats, MayBeHeldLongerThanTheRoomIsThere) {
  Seats::Seat seat;
  {
    const Seats seats(1);
    seat = seats.take("a");
  }
  EXPECT_TRUE(seat);
}

}  // namespace
}  // namespace pith::web
