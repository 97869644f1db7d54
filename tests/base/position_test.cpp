#include "base/position.h"

#include <gtest/gtest.h>

namespace pith {
namespace {

TEST(Positions, AreReadAsSecondsOrByTheClock) {
  using std::chrono::milliseconds;
  EXPECT_EQ(parse_position("168.5"), milliseconds{168500});
  EXPECT_EQ(parse_position("00:01:02.250"), milliseconds{62250});
  for (const auto* text : {"", ":", "1:2:3:4", "-5", " 5", "1e3", "nan", "inf", "999999999"})
    EXPECT_FALSE(parse_position(text)) << text;
}

TEST(Moments, AreWhereALinkIntoARecordingBegins) {
  for (const auto* text :
       {"615", "615,700", "npt:615", "npt:10:15,11:00", "10:15", "0:10:15", "10m15s", "0h10m15s", "615s"})
    EXPECT_EQ(parse_moment(text), std::chrono::seconds{615}) << text;
  EXPECT_EQ(parse_moment("2h"), std::chrono::hours{2});
  EXPECT_EQ(parse_moment("1.5"), std::chrono::milliseconds{1500});
  for (const auto* text : {"", ",20", "smpte:0:10", "10m15", "15s10m", "ten", "m", "h1", "999999h"})
    EXPECT_FALSE(parse_moment(text)) << text;
}

}  // namespace
}  // namespace pith
