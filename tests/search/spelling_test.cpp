#include "search/spelling.h"

#include <vector>

#include <gtest/gtest.h>

namespace pith::search {
namespace {

using Said = std::vector<store::WordUse>;

TEST(Spelling, CountsASwapOfNeighboursAsOneEdit) {
  EXPECT_EQ(edits("heat", "heat", 2), 0u);
  EXPECT_EQ(edits("haet", "heat", 2), 1u);
  EXPECT_EQ(edits("het", "heat", 2), 1u);
  EXPECT_EQ(edits("heats", "heat", 2), 1u);
  EXPECT_EQ(edits("beat", "heat", 2), 1u);
  EXPECT_EQ(edits("", "heat", 2), 3u);
  EXPECT_EQ(edits("transformer", "platform", 2), 3u);
}

TEST(Spelling, TakesTheNearestThenTheMostSaid) {
  EXPECT_EQ(likely_meant("transfomer", 0, Said{{"transform", 900}, {"transformer", 5}, {"transformed", 50}}),
            "transformer");
  EXPECT_EQ(likely_meant("haet", 0, Said{{"heat", 5}, {"hate", 3}}), "heat");
}

TEST(Spelling, TakesSwappedLettersBeforeAMissingOne) {
  EXPECT_EQ(likely_meant("opne", 0, Said{{"one", 900}, {"open", 300}}), "open");
  EXPECT_EQ(likely_meant("teh way", 0, Said{{"the way", 5}, {"te way", 900}}), "the way");
}

TEST(Spelling, LeavesShortWordsAlone) { EXPECT_EQ(likely_meant("api", 0, Said{{"app", 900}}), ""); }

TEST(Spelling, TakesASeldomWordForASlipOnlyBesideAFarMoreCommonOne) {
  EXPECT_EQ(likely_meant("postgress", 2, Said{{"postgress", 2}, {"postgres", 275}}), "postgres");
  EXPECT_EQ(likely_meant("postgress", 2, Said{{"postgress", 2}, {"postgres", 30}}), "");
}

}  // namespace
}  // namespace pith::search
