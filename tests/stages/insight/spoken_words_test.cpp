#include "stages/insight/spoken_words.h"

#include <gtest/gtest.h>

namespace pith::insight {
namespace {

SpokenWord word(std::string_view text) { return split_spoken(text).front(); }

TEST(SpokenWord, EndsASentenceWithItsMark) {
  EXPECT_TRUE(word("tests.").ends());
  EXPECT_TRUE(word("tests?\"").ends());
  EXPECT_FALSE(word("tests,").ends());
}

TEST(SpokenWord, EndsNoSentenceAsAnAbbreviation) {
  for (const auto* abbreviation : {"U.S.", "D.", "Dr.", "a.m.", "K.H."}) EXPECT_FALSE(word(abbreviation).ends());
  EXPECT_TRUE(word("I.").ends());
  EXPECT_TRUE(word("v1.").ends());
}

}  // namespace
}  // namespace pith::insight
