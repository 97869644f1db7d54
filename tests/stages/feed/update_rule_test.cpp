#include "stages/feed/update_rule.h"

#include <gtest/gtest.h>

namespace pith::feed {
namespace {

using std::chrono::hours;

TEST(UpdateRule, TellsTheGapBetweenTwo) {
  EXPECT_EQ(parse_update_rule("FREQ=DAILY")->gap, hours{24});
  EXPECT_EQ(parse_update_rule("FREQ=WEEKLY;INTERVAL=2")->gap, hours{24 * 14});
  EXPECT_EQ(parse_update_rule("freq=weekly; byday=MO,TH")->gap, hours{84});
  EXPECT_EQ(parse_update_rule("FREQ=MONTHLY;BYDAY=1FR,3FR;BYHOUR=6")->gap, hours{24 * 15});
  EXPECT_EQ(parse_update_rule("FREQ=DAILY;BYHOUR=9")->gap, hours{24});
}

TEST(UpdateRule, TellsWhenTheLastOneComes) {
  EXPECT_EQ(parse_update_rule("FREQ=DAILY;UNTIL=20261231T120000Z")->until, *parse_rfc3339("2026-12-31T12:00:00Z"));
  EXPECT_EQ(parse_update_rule("FREQ=DAILY;COUNT=10")->until, std::nullopt);
}

TEST(UpdateRule, IsNoneWithoutAKnownFrequency) {
  EXPECT_FALSE(parse_update_rule(""));
  EXPECT_FALSE(parse_update_rule("every other Tuesday"));
  EXPECT_FALSE(parse_update_rule("FREQ=SOMETIMES"));
  EXPECT_FALSE(parse_update_rule("INTERVAL=2"));
}

TEST(UpdateRule, TakesNoNonsenseForNumbers) {
  EXPECT_EQ(parse_update_rule("FREQ=DAILY;INTERVAL=0")->gap, hours{24});
  EXPECT_EQ(parse_update_rule("FREQ=DAILY;INTERVAL=-99999999999")->gap, hours{24});
  EXPECT_EQ(parse_update_rule("FREQ=DAILY;INTERVAL=x")->gap, hours{24});
}

}  // namespace
}  // namespace pith::feed
