#include "net/body_room.h"

#include <gtest/gtest.h>

namespace pith::net {
namespace {

using Changes = std::vector<BodyRoom::Change>;
using Verdict = BodyRoom::Verdict;

constexpr bool plain = false, unpacks = true;

TEST(BodyRoom, LetsAllGoOnWhileThereIsRoom) {
  BodyRoom room(100);
  EXPECT_EQ(room.hold(1, 40, plain), Verdict::go_on);
  EXPECT_EQ(room.hold(2, 40, unpacks), Verdict::go_on);
  EXPECT_EQ(room.changes(), Changes{});
  EXPECT_FALSE(room.is_full());
}

TEST(BodyRoom, PausesAllButTheOldestWhereItIsFull) {
  BodyRoom room(100);
  room.hold(3, 40, plain);
  room.hold(1, 40, plain);
  EXPECT_EQ(room.hold(2, 40, plain), Verdict::pause);
  EXPECT_EQ(room.hold(1, 41, plain), Verdict::go_on);
  EXPECT_TRUE(room.is_full());
  EXPECT_EQ(room.changes(), (Changes{{3, true}}));
  EXPECT_EQ(room.changes(), Changes{});
}

TEST(BodyRoom, LetsThemGoOnWhenOneHasEnded) {
  BodyRoom room(100);
  room.hold(1, 40, plain);
  room.hold(2, 40, plain);
  room.hold(3, 40, plain);
  static_cast<void>(room.changes());
  room.release(1);
  EXPECT_EQ(room.changes(), (Changes{{2, false}, {3, false}}));
}

TEST(BodyRoom, LetsTheNextOldestGoOnWhereItIsStillFull) {
  BodyRoom room(100);
  room.hold(1, 10, plain);
  room.hold(2, 60, plain);
  room.hold(3, 60, plain);
  static_cast<void>(room.changes());
  room.release(1);
  EXPECT_EQ(room.changes(), (Changes{{2, false}}));
}

TEST(BodyRoom, EndsWhatUnpacksFarBeyondItButForTheOldest) {
  BodyRoom room(100);
  EXPECT_EQ(room.hold(1, 90, unpacks), Verdict::go_on);
  EXPECT_EQ(room.hold(2, 30, unpacks), Verdict::go_on);
  EXPECT_EQ(room.hold(2, 40, unpacks), Verdict::end);
  EXPECT_EQ(room.hold(1, 500, unpacks), Verdict::go_on);
}

TEST(BodyRoom, CountsWhatAnAnswerKeepsUntilItIsDropped) {
  BodyRoom room(100);
  auto kept = room.keep(70);
  EXPECT_EQ(room.hold(1, 40, plain), Verdict::go_on);
  EXPECT_EQ(room.hold(2, 10, plain), Verdict::pause);
  EXPECT_FALSE(room.is_full_of_bodies());
  kept.reset();
  EXPECT_EQ(room.held(), 50);
  EXPECT_EQ(room.changes(), (Changes{{2, false}}));
}

TEST(BodyRoom, CountsABodyByItsLastSize) {
  BodyRoom room(100);
  room.hold(1, 40, plain);
  room.hold(1, 50, plain);
  EXPECT_EQ(room.held(), 50);
  room.release(1);
  room.release(7);
  EXPECT_EQ(room.held(), 0);
}

}  // namespace
}  // namespace pith::net
