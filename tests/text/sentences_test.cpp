#include "text/sentences.h"

#include <string>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pith::text {
namespace {

using testing::ElementsAre;

TEST(Sentences, EndAtTerminatorsBeforeANewStart) {
  EXPECT_THAT(sentences("It works. Does it? Yes! \"Really.\" Good"),
              ElementsAre("It works.", "Does it?", "Yes!", "\"Really.\"", "Good"));
}

TEST(Sentences, GoOnAfterAbbreviationsInitialsAndNumbers) {
  EXPECT_THAT(
      sentences("Dr. J. Smith paid $3.50 to Acme Inc. for e.g. tea vs. coffee. Then he left the U.S. in 1999."),
      ElementsAre("Dr. J. Smith paid $3.50 to Acme Inc. for e.g. tea vs. coffee.", "Then he left the U.S. in 1999."));
}

TEST(Sentences, MayEndWithAnAbbreviation) {
  EXPECT_THAT(sentences("He sold tea, coffee, etc. Then he left."),
              ElementsAre("He sold tea, coffee, etc.", "Then he left."));
}

TEST(Sentences, GoOnAfterAnEllipsisInLowerCase) {
  EXPECT_THAT(sentences("Well... maybe not. And... Yes."), ElementsAre("Well... maybe not.", "And...", "Yes."));
}

TEST(Sentences, NeedNoSpaceInScriptsWithoutOne) {
  EXPECT_THAT(sentences("今日は。元気ですか？はい"), ElementsAre("今日は。", "元気ですか？", "はい"));
}

TEST(Sentences, AreSplitInLinearTime) {
  const std::string dots(400'000, '.');
  EXPECT_THAT(sentences(dots + "a"), ElementsAre(dots + "a"));
}

TEST(EndsSentence, LooksThroughClosingQuotes) {
  EXPECT_TRUE(ends_sentence("He said \"no.\""));
  EXPECT_TRUE(ends_sentence("(Why?)"));
  EXPECT_TRUE(ends_sentence("And so on…"));
  EXPECT_FALSE(ends_sentence("as I told Dr."));
  EXPECT_FALSE(ends_sentence("and then,"));
  EXPECT_FALSE(ends_sentence(""));
}

TEST(InnerSentenceEnds, DoNotCountTheTextsOwn) {
  EXPECT_EQ(inner_sentence_ends("One. Two. Three."), 2U);
  EXPECT_EQ(inner_sentence_ends("One."), 0U);
}

}  // namespace
}  // namespace pith::text
