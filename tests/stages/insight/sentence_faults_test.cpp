#include "stages/insight/sentence_faults.h"

#include <gtest/gtest.h>

namespace pith::insight {
namespace {

TEST(FaultsCost, IsNothingForAWholeSentence) { EXPECT_EQ(faults_cost("And the cache was stale for a year."), 0); }

TEST(FaultsCost, IsPaidForWhatBreaksOffAndForHalfAQuotation) {
  EXPECT_GT(faults_cost("The cache -- the cache was stale."), 0);
  EXPECT_GT(faults_cost("The customers said \"Stop."), 0);
  EXPECT_GT(faults_cost("The cache of last year."), 0);
}

TEST(OpeningCost, IsPaidForWhatLeansOnThingsSaidBefore) {
  EXPECT_EQ(opening_cost("The cache was stale for a year."), 0);
  EXPECT_GT(opening_cost("Sometimes it is stale."), 1);
  EXPECT_GT(opening_cost("I think this is what made the cache stale."), 1);
  EXPECT_GT(opening_cost("Their cache was stale for a year."), 0);
  EXPECT_GT(opening_cost("The cache of last year."), 0);
}

TEST(OpeningCost, IsPaidMostForAConditionForNothing) {
  EXPECT_GT(opening_cost("If you think of the case of insurance."), 2);
  EXPECT_EQ(opening_cost("If you think of insurance, you find a legal document."), 0);
}

TEST(ClosingCost, IsPaidMostForAConditionForNothing) {
  EXPECT_GT(closing_cost("The cache was stale. If you think of the case of insurance."), 1.5);
}

TEST(ClosingCost, IsPaidForAQuestionAndAHalfSentence) {
  EXPECT_EQ(closing_cost("The cache was stale. The team knew the reason."), 0);
  EXPECT_GT(closing_cost("The cache was stale. Why?"), 0);
  EXPECT_GT(closing_cost("The cache was stale. But when the team..."), 0);
}

}  // namespace
}  // namespace pith::insight
