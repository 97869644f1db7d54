#include "text/words.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "text/similarity.h"
#include "text/stems.h"

namespace pith::text {
namespace {

using testing::ElementsAre;

TEST(Words, AreLowerCasedAndKeepInnerApostrophes) {
  EXPECT_THAT(words("It’s Go's 'best' well-known API, v2.0!"),
              ElementsAre("it's", "go's", "best", "well", "known", "api", "v2", "0"));
}

TEST(Words, KnowOtherScripts) {
  EXPECT_THAT(words("ÉCOLE — Привет"), ElementsAre("école", "привет"));
  EXPECT_THAT(words("日本。"), ElementsAre("日", "本"));
}

TEST(Words, AreTheSameHoweverTheirAccentsAreWritten) {
  EXPECT_EQ(words("CAFE\u0301, Zoe\u0308 A\u030Angstro\u0308m"), words("café, Zoë Ångström"));
}

TEST(Words, AreCountedWithoutRegardToCase) {
  EXPECT_EQ(count_words("One, two… THREE 🎧 four"), 4U);
  EXPECT_EQ(count_words(" ... "), 0U);
}

TEST(ScorerWords, AreRunsOfLettersDigitsAndApostrophes) {
  EXPECT_THAT(scorer_words("Don't 'stop' — café 3.5"), ElementsAre("don't", "'stop'", "caf", "3", "5"));
}

TEST(Stems, JoinFormsOfAWord) {
  Stems stems;
  EXPECT_EQ(stems.of("testing"), stems.of("tests"));
  EXPECT_EQ(stems.of("the"), "the");
}

TEST(Similarity, OfRouge1CountsRepeatedWords) {
  EXPECT_DOUBLE_EQ(rouge1_f1("a b b", "b b c"), 2.0 * 2 / 6);
  EXPECT_DOUBLE_EQ(rouge1_f1("", "b"), 0);
}

TEST(Similarity, OfJaccardDoesNot) { EXPECT_DOUBLE_EQ(jaccard("a b b", "b b c"), 1.0 / 3); }

TEST(Similarity, OfEditsCountsLetters) {
  EXPECT_DOUBLE_EQ(edit_similarity("kitten", "sitting"), 1 - 3.0 / 7);
  EXPECT_DOUBLE_EQ(edit_similarity("same", "same", 0.9), 1);
  EXPECT_DOUBLE_EQ(edit_similarity("", ""), 1);
}

TEST(Similarity, BelowItsFloorIsNone) { EXPECT_DOUBLE_EQ(edit_similarity("kitten", "sitting", 0.9), 0); }

}  // namespace
}  // namespace pith::text
