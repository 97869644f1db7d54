#include "stages/storyline/profiler.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "stages/storyline/support.h"

namespace pith::storyline {
namespace {

class ProfilerTest : public ::testing::Test {
 protected:
  Maker maker_;
};

TEST_F(ProfilerTest, KeepsWhoseProfileItIs) {
  Insight insight;
  insight.id = "in_1";
  insight.episode_id = "ep_1";
  insight.show_id = "sh_1";
  insight.published = from_micros(9);
  EXPECT_EQ(maker_.of(insight).key, (ProfileKey{"in_1", "ep_1", "sh_1", from_micros(9)}));
}

TEST_F(ProfilerTest, GivesTermsOfLengthOneInOrderOfTheirIds) {
  const auto profile = maker_.of_text("Small teams ship faster, because large teams have to agree first.");
  EXPECT_NEAR(cosine(profile.terms, profile.terms), 1, 1e-5);
  EXPECT_TRUE(std::ranges::is_sorted(profile.terms, {}, &Term::id));
}

TEST_F(ProfilerTest, TakesFormsOfAWordForOneTerm) {
  EXPECT_NEAR(cosine(maker_.of_text("deployment").terms, maker_.of_text("Deployments").terms), 1, 1e-5);
}

TEST_F(ProfilerTest, CountsATopicMoreThanWordsOfTheText) {
  Insight insight;
  insight.text = "The move of all our tables took a weekend.";
  insight.topics = {"Postgres"};
  const auto postgres = maker_.of_text("Postgres");
  const auto in_text = maker_.of_text(insight.text + " Postgres.");
  EXPECT_GT(cosine(maker_.of(insight).terms, postgres.terms), cosine(in_text.terms, postgres.terms));
}

TEST_F(ProfilerTest, CountsATopicTakenFromTheTextLikeAnyWord) {
  Insight insight;
  insight.text = "Moving all our tables to Postgres took a weekend.";
  insight.topics = {"postgres"};
  EXPECT_EQ(maker_.of(insight).terms, maker_.of_text(insight.text + " Postgres.").terms);
}

TEST_F(ProfilerTest, OfNoWordsIsEmpty) {
  const auto profile = maker_.of_text("");
  EXPECT_TRUE(profile.terms.empty());
  EXPECT_EQ(nearness_of(profile, profile), Nearness{});
}

TEST_F(ProfilerTest, LeavesTopicsOutOfWhatIsSaid) {
  Insight move;
  move.text = "The move of all our tables took a weekend.";
  Insight price;
  price.text = "Support costs more than the licence ever did.";
  move.topics = price.topics = {"Postgres", "Databases"};
  const auto near = nearness_of(maker_.of(move), maker_.of(price));
  EXPECT_GT(near.terms, 0.5);
  EXPECT_LT(near.said, 0.1);
}

TEST_F(ProfilerTest, CountsAWordThatIsSaidOftenOnce) {
  const auto once = maker_.of_text("Technical debt slows a team.");
  const auto often = maker_.of_text("Technical debt is debt, technical debt slows a team.");
  EXPECT_NEAR(cosine(once.terms, often.terms, &Term::said), 1, 0.02);
  EXPECT_LT(cosine(once.terms, often.terms), 0.999);
}

TEST_F(ProfilerTest, MakesTheSameProfileEachTime) {
  const std::string text = "The best wards report more errors, because people there are less afraid to say so.";
  EXPECT_EQ(maker_.of_text(text), Maker().of_text(text));
}

}  // namespace
}  // namespace pith::storyline
