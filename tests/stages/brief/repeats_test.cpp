#include "stages/brief/repeats.h"

#include <gtest/gtest.h>

#include "stages/brief/support.h"

namespace pith::brief {
namespace {

Insight with_evidence(int first, int last, int start, int end) {
  Insight insight = offer_of("a", 1).insight;
  insight.evidence = {{{first, last}, std::chrono::seconds(start), std::chrono::seconds(end), "", ""}};
  return insight;
}

TEST(ShareACue, LooksAtBothEndsOfTheRanges) {
  EXPECT_TRUE(share_a_cue(with_evidence(1, 3, 0, 9), with_evidence(3, 5, 10, 19)));
  EXPECT_FALSE(share_a_cue(with_evidence(1, 3, 0, 9), with_evidence(4, 5, 10, 19)));
}

TEST(ShareACue, AlsoGoesByTimeSinceCuesMayBeNumberedAnew) {
  EXPECT_TRUE(share_a_cue(with_evidence(1, 3, 0, 9), with_evidence(11, 13, 5, 14)));
}

TEST(ShareACue, NeedsTheSameEpisode) {
  Insight other = with_evidence(1, 3, 0, 9);
  other.episode_id = "ep_other";
  EXPECT_FALSE(share_a_cue(with_evidence(1, 3, 0, 9), other));
}

}  // namespace
}  // namespace pith::brief
