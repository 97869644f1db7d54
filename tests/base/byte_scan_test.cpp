#include "base/byte_scan.h"

#include <string>

#include <gtest/gtest.h>

namespace pith {
namespace {

TEST(ByteScan, FindsTheFirstOfTheBytesWhereverItLies) {
  for (std::size_t place = 0; place < 50; ++place) {
    std::string text(50, 'x');
    text[place] = '<';
    text.back() = '&';
    EXPECT_EQ((find_any<'&', '<'>(text)), std::min<std::size_t>(place, 49)) << place;
  }
}

TEST(ByteScan, LooksFromAPlaceOn) { EXPECT_EQ(find_any<'a'>("a bcdefghijklmnopqrstuvwxyza", 1), 27u); }

TEST(ByteScan, GivesTheSizeWhereThereIsNone) {
  EXPECT_EQ(find_any<'a'>(std::string(33, 'b')), 33u);
  EXPECT_EQ(find_any<'a'>(""), 0u);
}

TEST(ByteScan, SeesBytesBeyondAscii) { EXPECT_EQ(find_any<'\xef'>(std::string(20, 'b') + "\xef"), 20u); }

TEST(ByteScan, TellsTheFirstThatHolds) {
  const std::string text = "0123456789abcdef";
  EXPECT_EQ(first_held(sixteen_at(text.data()) == 'c'), 12u);
  EXPECT_EQ(first_held(sixteen_at(text.data()) == 'x'), 16u);
}

TEST(ByteScan, TellsTheFirstThatHoldsFromAPlaceOn) {
  const std::string text = "0c234567c9abcdef";
  EXPECT_EQ(first_held(sixteen_at(text.data()) == 'c', 2), 8u);
  EXPECT_EQ(first_held(sixteen_at(text.data()) == 'c', 13), 16u);
}

TEST(ByteScan, LooksFromAPlaceOnIntoTheLastBytes) {
  EXPECT_EQ(find_any<'a'>("a bcdefghijklmnopqrstuvw", 20), 24u);
  EXPECT_EQ(find_any<'a'>("a bcdefghijklmnopqrstavw", 20), 21u);
}

TEST(ByteScan, MakesLettersOfAsciiSmallAndNothingElse) {
  std::string text = "AZ@[`{az09 \xc3\x89 Straight on to the END";
  lower_ascii(text);
  EXPECT_EQ(text, "az@[`{az09 \xc3\x89 straight on to the end");
}

TEST(ByteScan, TellsWhetherAnyHolds) {
  const std::string text = "0123456789abcdef";
  EXPECT_TRUE(holds_any(sixteen_at(text.data()) == 'f'));
  EXPECT_FALSE(holds_any(sixteen_at(text.data()) == 'x'));
}

}  // namespace
}  // namespace pith
