#include "stages/insight/plain_ads.h"

#include <gtest/gtest.h>

#include "support/talk_of.h"

namespace pith::insight {
namespace {

TEST(PlainAds, AreRunsOfMarksInWhichSomebodySells) {
  auto talk = test::talk_of({"Ann: A story begins here.", "Ann: It goes on.", "Ann: We talk.", "Ann: Backups are dull.",
                             "Ann: Learn more at Vaultly dot com.", "Ann: You can check it out, too."});
  for (const int cue : {0, 1, 3, 4}) talk.cues[cue].kind = CueKind::ad;
  EXPECT_EQ(plain_ads(talk), (std::vector<bool>{false, false, false, true, true, false}));
}

TEST(PlainAds, AreNoneInAnEmptyTranscript) { EXPECT_TRUE(plain_ads({}).empty()); }

}  // namespace
}  // namespace pith::insight
