#include "text/utf8.h"

#include <gtest/gtest.h>

namespace pith::text {
namespace {

using namespace std::string_view_literals;

TEST(Utf8, TellsValidFromInvalid) {
  EXPECT_TRUE(is_valid_utf8("naïve 日本 🎧"));
  EXPECT_FALSE(is_valid_utf8("na\xEFve"));
  EXPECT_FALSE(is_valid_utf8("\xC0\xAF"));          // overlong
  EXPECT_FALSE(is_valid_utf8("\xED\xA0\x80"));      // surrogate
  EXPECT_FALSE(is_valid_utf8("\xF4\x90\x80\x80"));  // past the last code point
  EXPECT_FALSE(is_valid_utf8("cut \xE6\x97"));
  EXPECT_TRUE(is_valid_utf8("\xEF\xBF\xBD"));
}

TEST(Utf8, RepairsEachBrokenRunToOneReplacement) {
  EXPECT_EQ(repair_utf8("a\xE6\x97z"), "a\uFFFDz");
  EXPECT_EQ(repair_utf8("\xC0\xAF"), "\uFFFD\uFFFD");
  EXPECT_EQ(repair_utf8("good ✓"), "good ✓");
}

TEST(Utf8, FoldsEveryKindOfWhiteSpace) {
  EXPECT_EQ(fold_space(" a\u00A0\u2003b\r\n\tc\u200B "), "a b c");
  EXPECT_EQ(fold_space(" \n "), "");
}

TEST(Utf8, ComparesWithoutCaseAndTypography) {
  EXPECT_EQ(fold_for_comparison("“Don’t”  STOP…"), "\"don't\" stop...");
  EXPECT_EQ(fold_for_comparison("STRASSE"), fold_for_comparison("straße"));
}

TEST(Utf8, TruncatesBeforeACharacterThatDoesNotFit) {
  EXPECT_EQ(truncate_utf8("aé", 2), "a");
  EXPECT_EQ(truncate_utf8("aé", 3), "aé");
  EXPECT_EQ(truncate_utf8("🎧", 3), "");
}

}  // namespace
}  // namespace pith::text
