#include "lib/uchardet/detector.h"

#include <gtest/gtest.h>

namespace pith::uchardet {
namespace {

TEST(Uchardet, KnowsThai) {
  EXPECT_EQ(guess_charset("\xCA\xC7\xD1\xCA\xB4\xD5\xA4\xC3\xD1\xBA \xC7\xD1\xB9\xB9\xD5\xE9\xE0\xC3\xD2\xA8\xD0"
                          "\xA4\xD8\xC2\xA1\xD1\xB9\xE0\xC3\xD7\xE8\xCD\xA7\xBE\xCD\xB4\xA4\xD2\xCA\xB5\xEC"),
            "TIS-620");
}

TEST(Uchardet, SaysNothingOfNothing) { EXPECT_EQ(guess_charset(""), ""); }

}  // namespace
}  // namespace pith::uchardet
