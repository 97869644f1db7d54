#include "stages/transcript/paid_slot.h"

#include <gtest/gtest.h>

#include "stages/transcript/mark.h"

namespace pith::transcript {
namespace {

Transcript transcript_of(const std::vector<std::string>& lines) {
  Transcript transcript;
  for (const auto& line : lines) transcript.cues.push_back({{}, {}, 0, CueKind::talk, line});
  return transcript;
}

// Worded like the news around it, but for the first line and the last.
std::vector<std::string> news() {
  return {"The font is also a language model.",
          "It's now time for Sponsored News!",
          "Branches for your database",
          "We create branches of our code all the time.",
          "A branch of the database takes a second.",
          "The team at Quarry went from days to minutes.",
          "Read the case study by following the link in the newsletter.",
          "Learn more at siltstone.dev.",
          "A new release of the compiler is out.",
          "It builds twice as fast as the last one.",
          "Its authors wrote down how they did it.",
          "They had expected much less."};
}

TEST(PaidSlots, AreOpenedByTheShow) {
  EXPECT_TRUE(opens_paid_slot("it's now time for sponsored news!"));
  EXPECT_TRUE(opens_paid_slot("our first sponsor is pelican bank."));
  EXPECT_TRUE(opens_paid_slot("and now a word from our sponsors."));
}

TEST(PaidSlots, AreNotOpenedByTalkOfSponsors) {
  EXPECT_FALSE(opens_paid_slot("a good sponsor speaks for you when you are not in the room."));
  EXPECT_FALSE(opens_paid_slot("they sponsored the conference twice."));
}

TEST(PaidSlots, EndWhereTheListenerIsToldWhereToGo) { EXPECT_EQ(end_of_paid_slot(transcript_of(news()), 1), 8U); }

TEST(PaidSlots, KnowAnAddressFromAWordThatOnlyBeginsLikeOne) {
  std::vector<std::string> lines(6, "It takes a second.");
  lines.emplace_back("More of it is at siltstone.dev.");
  EXPECT_EQ(end_of_paid_slot(transcript_of(lines), 0), 7U);
  lines.back() = "This is the .development branch of it.";
  EXPECT_EQ(end_of_paid_slot(transcript_of(lines), 0), std::nullopt);
}

TEST(PaidSlots, HaveNoEndWhereNothingNearTellsWhereToGo) {
  std::vector<std::string> lines(40, "It takes a second.");
  lines.emplace_back("Learn more at siltstone.dev.");
  EXPECT_EQ(end_of_paid_slot(transcript_of(lines), 0), std::nullopt);
}

TEST(PaidSlots, AreAdsFromTheirFirstCueToTheirLastWithoutAnyModel) {
  auto transcript = transcript_of(news());
  mark_ads_and_chatter(transcript, {});
  for (std::size_t n = 0; n < transcript.cues.size(); ++n)
    EXPECT_EQ(transcript.cues[n].kind, n >= 1 && n < 8 ? CueKind::ad : CueKind::talk) << n;
}

}  // namespace
}  // namespace pith::transcript
