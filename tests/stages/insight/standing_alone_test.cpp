#include "stages/insight/standing_alone.h"

#include <gtest/gtest.h>

namespace pith::insight {
namespace {

TEST(StartsDangling, SeesPronounsAndConnectives) {
  EXPECT_TRUE(starts_dangling("It's the cache."));
  EXPECT_TRUE(starts_dangling("\u201CThat is why."));
  EXPECT_TRUE(starts_dangling("They\u2019re late."));
  EXPECT_FALSE(starts_dangling("Theory is cheap."));
  EXPECT_FALSE(starts_dangling("Item one."));
}

TEST(StartsDangling, LetsWritersPointAtWhatFollows) {
  for (const char* text : {"It is a myth.", "It's a myth that they sleep.", "Because of that.", "So-called rules."})
    EXPECT_FALSE(starts_dangling(text, Wording::written)) << text;
  for (const char* text : {"It is what they did.", "And so it goes.", "They're late.", "His was better."})
    EXPECT_TRUE(starts_dangling(text, Wording::written)) << text;
}

TEST(LeansALittle, SeesWhatFollowsOnSomething) {
  EXPECT_TRUE(leans_a_little("Then it was over."));
  EXPECT_FALSE(leans_a_little("Theirs is a long story."));
}

TEST(HoldsFiller, SeesWhatIsLeftOfTalk) {
  EXPECT_TRUE(holds_filler("What you know helps."));
  EXPECT_FALSE(holds_filler("The umbrella helps."));
}

TEST(HoldsFiller, SeesOnlyWhatPausesSetOffInWhatIsWritten) {
  EXPECT_TRUE(holds_filler("It is, you know, for all.", Wording::written));
  EXPECT_FALSE(holds_filler("What you know helps.", Wording::written));
}

TEST(PointsBack, SeesAClauseAboutWhatWasSaidBefore) {
  for (const auto* said : {"It's a very common approach", "They have to give up the code", "That's no good advice",
                           "These folks are retiring every day", "Sometimes it is slow", "It hasn't been done"})
    EXPECT_TRUE(points_back(split_spoken(said))) << said;
}

TEST(PointsBack, KnowsAnItWhoseMeaningFollows) {
  for (const auto* said : {"It's hard to build and run a business", "It is easier for a team to read code",
                           "It takes years to learn a language", "It makes sense to wait", "This year prices fell",
                           "Small teams ship faster"})
    EXPECT_FALSE(points_back(split_spoken(said))) << said;
}

}  // namespace
}  // namespace pith::insight
