#include "stages/transcript/loops.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "stages/transcript/raw.h"
#include "stages/transcript/reading.h"

namespace pith::transcript {
namespace {

using testing::HasSubstr;

const std::string rise = "The river rose by ten inches before anybody in the town on its northern bank had woken up.";
const std::string fall = "By noon the water was gone, and nobody could say where the boats were.";
const std::string calm = "A week went by without rain.";

std::vector<std::string> in_turn(const std::vector<std::string>& round, int times) {
  std::vector<std::string> cues;
  for (int n = 0; n < times; ++n) cues.insert(cues.end(), round.begin(), round.end());
  return cues;
}

// How many of these cues a recogniser's loops leave.
std::size_t left_of(const std::vector<std::string>& texts, const LoopRules& rules = of_a_recogniser) {
  std::vector<RawCue> cues;
  for (const auto& text : texts) cues.push_back({.text = text});
  take_out_loops(cues, rules);
  return cues.size();
}

TEST(Loops, OfTwoToFourCuesInTurnLeaveTheirFirstRound) {
  EXPECT_EQ(left_of(in_turn({rise, fall}, 25)), 2u);
  EXPECT_EQ(left_of(in_turn({rise, fall, calm}, 18)), 3u);
  EXPECT_EQ(left_of(in_turn({rise, fall, calm, "Nobody came."}, 10)), 4u);
}

TEST(Loops, AreFoundWhereverTheyBegin) {
  auto cues = in_turn({calm, "Then it began.", rise}, 1);
  for (const auto& cue : in_turn({fall, rise}, 20)) cues.push_back(cue);
  cues.push_back("And so it ended.");
  EXPECT_EQ(left_of(cues), 5u);
}

TEST(Loops, OfASentenceOfNineteenWordsWithinACueAreSeen) {
  std::string cue;
  for (int n = 0; n < 30; ++n) cue += rise + " ";
  EXPECT_EQ(left_of({calm, cue}), 1u);
}

TEST(Loops, AreNotWhatTwoPeopleSayToEachOther) {
  EXPECT_EQ(left_of(in_turn({"Yeah.", "Right."}, 4)), 8u);
  EXPECT_EQ(left_of({"Yes.", "No.", "Yes.", "No.", calm, "Yes.", "No."}), 7u);
}

TEST(Loops, AreNotTheChorusesThatAPublisherPrints) {
  EXPECT_EQ(left_of(in_turn({rise, fall}, 8), of_a_publisher), 16u);
  EXPECT_EQ(left_of({"No no no no no no no no no no."}, of_a_publisher), 1u);
}

// Different sentences around a loop of `round`.
std::string published(const std::vector<std::string>& round, int times, int others) {
  std::string vtt = "WEBVTT\n\n";
  int at = 0;
  const auto add = [&](const std::string& text) {
    vtt += fmt::format("{0:02}:{1:02}:{2:02}.000 --> {0:02}:{1:02}:{2:02}.900\n{3}\n\n", at / 3600, at / 60 % 60,
                       at % 60, text);
    at += 9;
  };
  for (int n = 0; n < others; ++n)
    add(fmt::format("In the year {} the town on the bank grew by another street and a school.", 1800 + n));
  for (const auto& text : in_turn(round, times)) add(text);
  return vtt;
}

TEST(Loops, InAPublishersTranscriptAreLeftOutAndNoted) {
  const auto transcript = read(published({rise}, 40, 100));
  EXPECT_EQ(transcript.cues.size(), 101u);
  ASSERT_EQ(transcript.notes.size(), 1u);
  EXPECT_THAT(transcript.notes[0], HasSubstr("The transcript repeats “the river rose by ten inches"));
  EXPECT_THAT(transcript.notes[0], HasSubstr("702 words were left out."));
}

TEST(Loops, ThatAreMostOfAPublishersTranscriptRefuseIt) {
  const auto transcript = read_transcript(published({rise, fall}, 40, 20), {});
  ASSERT_FALSE(transcript);
  EXPECT_THAT(transcript.error().message, HasSubstr("the transcript repeats itself: “the river rose"));
}

}  // namespace
}  // namespace pith::transcript
