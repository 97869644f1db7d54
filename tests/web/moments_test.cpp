// Links to a moment of an episode, as other players write them: "?t=".
#include <gtest/gtest.h>

#include "web/world.h"

namespace pith {
namespace {

class Moments : public test::SiteFixture {
 protected:
  std::string place_of(std::string_view query) {
    const auto answer = get("/episodes/ep_restart" + std::string(query));
    EXPECT_EQ(answer.status, answer.header("Location").empty() ? 200 : 303) << query;
    return std::string(answer.header("Location"));
  }
};

TEST_F(Moments, LeadToTheWordsThatAreSaidThen) {
  put_one_insight();
  for (const auto* query : {"?t=48", "?t=49", "?t=0:49", "?t=npt:49,60", "?t=49s", "?t=0m49s"})
    EXPECT_EQ(place_of(query), "/episodes/ep_restart#t=48") << query;
}

TEST_F(Moments, ThatAreNoneLeaveThePageAsItIs) {
  put_one_insight();
  for (const auto* query : {"", "?t=", "?t=soon", "?t=-5", "?u=48"}) EXPECT_EQ(place_of(query), "") << query;
}

TEST_F(Moments, OfAVeryLongTalkLeadToThePageThatHasThem) {
  put_one_insight();
  Transcript talk;
  talk.speakers = {"Tomas Okafor"};
  for (int n = 0; n < 3000; ++n)
    talk.cues.push_back(test::make_cue(n * 6, 0, "Sentence " + std::to_string(n) + " of a talk that goes on and on."));
  write([&](store::Tx& tx) { store::put_transcript(tx, restart.id, talk); });
  EXPECT_EQ(place_of("?t=4h30m"), "/episodes/ep_restart?from=16200#t=16200");
}

}  // namespace
}  // namespace pith
