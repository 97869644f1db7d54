#include "lib/icu/unicode.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pith::icu {
namespace {

TEST(Icu, FoldsCaseFully) { EXPECT_EQ(fold_case("Straße ΣΑΣ"), "strasse σασ"); }

TEST(Icu, FindsSentenceEndsByByte) { EXPECT_THAT(sentence_ends("Ça va. Oui.", "fr"), testing::ElementsAre(8, 12)); }

TEST(Icu, DoesNotKnowEveryCharset) { EXPECT_FALSE(to_utf8("abc", "klingon-8")); }

TEST(Icu, ReadsShiftJis) { EXPECT_EQ(to_utf8("\x93\xFA\x96\x7B", "shift_jis"), "日本"); }

}  // namespace
}  // namespace pith::icu
