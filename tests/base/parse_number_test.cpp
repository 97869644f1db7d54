#include "base/parse_number.h"

#include <cstdint>
#include <optional>

#include <gtest/gtest.h>

namespace pith {
namespace {

TEST(ParseNumber, ReadsATextThatIsANumberAndNothingElse) {
  EXPECT_EQ(parse_number<int>("17"), 17);
  EXPECT_EQ(parse_number<int>("-2"), -2);
  EXPECT_EQ(parse_number<double>("2.5"), 2.5);
  for (const auto* text : {"", " 17", "17 ", "+17", "17s", "1.5", "0x11", "-"})
    EXPECT_EQ(parse_number<int>(text), std::nullopt) << text;
}

TEST(ParseNumber, GivesNothingForWhatTheTypeDoesNotHold) {
  EXPECT_EQ(parse_number<std::int64_t>("9223372036854775807"), INT64_MAX);
  EXPECT_EQ(parse_number<std::int64_t>("9223372036854775808"), std::nullopt);
  EXPECT_EQ(parse_number<unsigned>("-1"), std::nullopt);
}

}  // namespace
}  // namespace pith
