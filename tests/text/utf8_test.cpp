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

TEST(Decode, TakesAByteOrderMarkOverADeclaration) {
  EXPECT_EQ(decode("\xFF\xFEh\0\xE9\0"sv, "utf-8"), "hé");
  EXPECT_EQ(decode("\xEF\xBB\xBFhé", "latin1"), "hé");
}

TEST(Decode, TakesADeclaredEncodingWhereTheBytesAreNotUtf8) {
  EXPECT_EQ(decode("\xCF\xF0\xE8\xE2\xE5\xF2", "windows-1251"), "Привет");
}

TEST(Decode, DisbelievesADeclarationWhereTheBytesAreUtf8) { EXPECT_EQ(decode("café", "iso-8859-1"), "café"); }

TEST(Decode, ShiftsByEscapesWhereItIsTold) { EXPECT_EQ(decode("\x1b$B2J3X\x1b(B", "ISO-2022-JP"), "科学"); }

TEST(Decode, GuessesWhatNobodyDeclared) {
  EXPECT_EQ(decode("h\0e\0l\0l\0o\0 \0w\0o\0r\0l\0d\0"sv), "hello world");
  EXPECT_EQ(decode("The caf\xE9 on the corner isn\x92t open, and the na\xEFve visitor waits in front of it."),
            "The café on the corner isn’t open, and the naïve visitor waits in front of it.");
}

TEST(Decode, NeverFails) { EXPECT_TRUE(is_valid_utf8(decode("\x80\x81\xFE\xFF\0\0"sv, "no-such-charset"))); }

}  // namespace
}  // namespace pith::text
