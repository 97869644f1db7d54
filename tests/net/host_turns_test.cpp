#include "net/host_turns.h"

#include <gtest/gtest.h>

namespace pith::net {
namespace {

using std::chrono::milliseconds;

class HostTurnsTest : public testing::Test {
 protected:
  HostTurns::Instant at(int ms) const { return HostTurns::Instant{} + std::chrono::hours{1} + milliseconds{ms}; }
};

TEST_F(HostTurnsTest, LetsOneAtATimeAskAHost) {
  HostTurns turns(true, milliseconds{0});
  turns.enqueue("a", 1, at(0));
  turns.enqueue("a", 2, at(0));
  EXPECT_EQ(turns.take(at(0)), 1U);
  EXPECT_EQ(turns.take(at(0)), std::nullopt);
  turns.done("a", at(5));
  EXPECT_EQ(turns.take(at(5)), 2U);
}

TEST_F(HostTurnsTest, LetsHostsGoSideBySide) {
  HostTurns turns(true, milliseconds{0});
  turns.enqueue("a", 1, at(0));
  turns.enqueue("b", 2, at(0));
  EXPECT_EQ(turns.take(at(0)), 1U);
  EXPECT_EQ(turns.take(at(0)), 2U);
}

TEST_F(HostTurnsTest, KeepsThePaceBetweenTwoBeginnings) {
  HostTurns turns(true, milliseconds{1000});
  turns.enqueue("a", 1, at(0));
  turns.enqueue("a", 2, at(0));
  EXPECT_EQ(turns.take(at(0)), 1U);
  turns.done("a", at(200));
  EXPECT_EQ(turns.take(at(999)), std::nullopt);
  EXPECT_EQ(turns.next(), at(1000));
  EXPECT_EQ(turns.take(at(1000)), 2U);
}

TEST_F(HostTurnsTest, KeepsThePaceForALatecomer) {
  HostTurns turns(true, milliseconds{1000});
  turns.enqueue("a", 1, at(0));
  turns.take(at(0));
  turns.done("a", at(100));
  turns.enqueue("a", 2, at(500));
  EXPECT_EQ(turns.take(at(500)), std::nullopt);
  EXPECT_EQ(turns.take(at(1000)), 2U);
}

TEST_F(HostTurnsTest, ForgetsAHostThatIsFree) {
  HostTurns turns(true, milliseconds{1000});
  turns.enqueue("a", 1, at(0));
  turns.take(at(0));
  turns.done("a", at(100));
  EXPECT_EQ(turns.take(at(2000)), std::nullopt);
  EXPECT_EQ(turns.next(), std::nullopt);
}

TEST_F(HostTurnsTest, PassesOverOneThatWaitsNoLonger) {
  HostTurns turns(true, milliseconds{0});
  turns.enqueue("a", 1, at(0));
  turns.enqueue("a", 2, at(0));
  turns.forget("a", 1);
  EXPECT_EQ(turns.take(at(0)), 2U);
}

TEST_F(HostTurnsTest, LetsManyAskAHostWhereMannersAreOff) {
  HostTurns turns(false, milliseconds{0});
  turns.enqueue("a", 1, at(0));
  turns.enqueue("a", 2, at(0));
  EXPECT_EQ(turns.take(at(0)), 1U);
  EXPECT_EQ(turns.take(at(0)), 2U);
}

}  // namespace
}  // namespace pith::net
