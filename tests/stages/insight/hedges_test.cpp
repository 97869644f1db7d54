#include "stages/insight/hedges.h"

#include <gtest/gtest.h>

namespace pith::insight {
namespace {

std::string without_hedges(std::string_view said) {
  auto words = split_spoken(said);
  drop_hedges(words);
  return join_spoken(words);
}
std::string without_weak(std::string_view said) {
  auto words = split_spoken(said);
  drop_weak(words);
  return join_spoken(words);
}

TEST(DropHedges, TakesWhatTheSpeakerOnlyHolds) {
  EXPECT_EQ(without_hedges("I think that small teams ship better software"), "small teams ship better software");
  EXPECT_EQ(without_hedges("We've found our tests never fail"), "our tests never fail");
  EXPECT_EQ(without_hedges("The truth is, our tests never fail"), "our tests never fail");
}

TEST(DropHedges, KeepsWhatDeniesOrDoubts) {
  for (const auto* said : {"I don't think that small teams ship", "People think that small teams ship better software",
                           "I thought small teams ship better software"})
    EXPECT_EQ(without_hedges(said), said);
}

TEST(DropHedges, KeepsABeliefThatNothingWholeFollows) {
  EXPECT_EQ(without_hedges("I know some software people"), "I know some software people");
}

TEST(DropWeak, TakesWordsThatSayNothing) {
  EXPECT_EQ(without_weak("The parser is actually very, very slow"), "The parser is very slow");
}

TEST(DropWeak, KeepsWordsUnderANegation) {
  EXPECT_EQ(without_weak("The parser isn't really slow at all"), "The parser isn't really slow at all");
}

TEST(DropWeak, KeepsAJustThatMeansOnly) {
  EXPECT_EQ(without_weak("The result is good for just one team"), "The result is good for just one team");
}

TEST(DropHedges, LeavesABeliefWhoseRestHasNoSubject) {
  auto words = split_spoken("I know has been a complaint, and I agree.");
  drop_hedges(words);
  EXPECT_EQ(join_spoken(words), "I know has been a complaint, and I agree.");
}

TEST(DropHedges, KeepsWhatASpeakerOnlyGuessesAndWhatSeveralHold) {
  for (const auto* said : {"I guess the platform is slow enough.", "We think literary criticism is a good idea."}) {
    auto words = split_spoken(said);
    drop_hedges(words);
    EXPECT_EQ(join_spoken(words), said);
  }
}

TEST(DropWeak, KeepsWhatLimitsADenial) {
  auto words = split_spoken("We don't have really a burn rate.");
  drop_weak(words);
  EXPECT_EQ(join_spoken(words), "We don't have really a burn rate.");
}

TEST(BeliefWithoutClaim, IsABeginningOnly) {
  EXPECT_TRUE(belief_without_claim(split_spoken("I think the biggest problem in any application")));
  EXPECT_FALSE(belief_without_claim(split_spoken("I think the biggest problem is access to data")));
  EXPECT_FALSE(belief_without_claim(split_spoken("I think about the problem of access")));
}

TEST(DropHedges, TakesWhatOnlyJoinsTheClaimToTheTalk) {
  EXPECT_EQ(without_hedges("What that means is most reads hit the cache"), "most reads hit the cache");
  EXPECT_EQ(without_hedges("On the other hand, engineers want to engineer"), "engineers want to engineer");
  EXPECT_EQ(without_hedges("You're right, reading is most of the work"), "reading is most of the work");
}

}  // namespace
}  // namespace pith::insight
