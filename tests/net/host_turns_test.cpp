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
  HostTurns turns(true);
  turns.enqueue({"a", milliseconds{0}}, 1, at(0));
  turns.enqueue({"a", milliseconds{0}}, 2, at(0));
  EXPECT_EQ(turns.take(at(0)), 1U);
  EXPECT_EQ(turns.take(at(0)), std::nullopt);
  turns.done("a", at(5));
  EXPECT_EQ(turns.take(at(5)), 2U);
}

TEST_F(HostTurnsTest, LetsHostsGoSideBySide) {
  HostTurns turns(true);
  turns.enqueue({"a", milliseconds{0}}, 1, at(0));
  turns.enqueue({"b", milliseconds{0}}, 2, at(0));
  EXPECT_EQ(turns.take(at(0)), 1U);
  EXPECT_EQ(turns.take(at(0)), 2U);
}

TEST_F(HostTurnsTest, KeepsThePaceBetweenTwoBeginnings) {
  HostTurns turns(true);
  turns.enqueue({"a", milliseconds{1000}}, 1, at(0));
  turns.enqueue({"a", milliseconds{1000}}, 2, at(0));
  EXPECT_EQ(turns.take(at(0)), 1U);
  turns.done("a", at(200));
  EXPECT_EQ(turns.take(at(999)), std::nullopt);
  EXPECT_EQ(turns.next(), at(1000));
  EXPECT_EQ(turns.take(at(1000)), 2U);
}

TEST_F(HostTurnsTest, KeepsThePaceForALatecomer) {
  HostTurns turns(true);
  turns.enqueue({"a", milliseconds{1000}}, 1, at(0));
  turns.take(at(0));
  turns.done("a", at(100));
  turns.enqueue({"a", milliseconds{1000}}, 2, at(500));
  EXPECT_EQ(turns.take(at(500)), std::nullopt);
  EXPECT_EQ(turns.take(at(1000)), 2U);
}

TEST_F(HostTurnsTest, ForgetsAHostThatIsFree) {
  HostTurns turns(true);
  turns.enqueue({"a", milliseconds{1000}}, 1, at(0));
  turns.take(at(0));
  turns.done("a", at(100));
  EXPECT_EQ(turns.take(at(2000)), std::nullopt);
  EXPECT_EQ(turns.next(), std::nullopt);
}

TEST_F(HostTurnsTest, PassesOverOneThatWaitsNoLonger) {
  HostTurns turns(true);
  turns.enqueue({"a", milliseconds{0}}, 1, at(0));
  turns.enqueue({"a", milliseconds{0}}, 2, at(0));
  turns.forget("a", 1);
  EXPECT_EQ(turns.take(at(0)), 2U);
}

TEST_F(HostTurnsTest, LetsManyAskAHostWhereMannersAreOff) {
  HostTurns turns(false);
  turns.enqueue({"a", milliseconds{0}}, 1, at(0));
  turns.enqueue({"a", milliseconds{0}}, 2, at(0));
  EXPECT_EQ(turns.take(at(0)), 1U);
  EXPECT_EQ(turns.take(at(0)), 2U);
}

TEST_F(HostTurnsTest, LeavesAHostAloneThatAnEarlierClientAsked) {
  HostTurns turns(true);
  turns.leave_alone("a", at(300));
  turns.enqueue({"a", milliseconds{1000}}, 1, at(0));
  EXPECT_FALSE(turns.take(at(299)));
  EXPECT_EQ(turns.take(at(300)), 1U);
}

TEST_F(HostTurnsTest, TellsWhatALaterClientOwesToHosts) {
  HostTurns turns(true);
  turns.enqueue({"a", milliseconds{1000}}, 1, at(0));
  turns.enqueue({"b", milliseconds{0}}, 2, at(0));
  ASSERT_TRUE(turns.take(at(0)));
  ASSERT_TRUE(turns.take(at(0)));
  EXPECT_EQ(turns.pauses(at(400)), (std::map<std::string, milliseconds>{{"a", milliseconds{600}}}));
}

}  // namespace
}  // namespace pith::net
