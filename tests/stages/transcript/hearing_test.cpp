#include "stages/transcript/hearing.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace pith::transcript {
namespace {

using namespace std::chrono_literals;

// Sixty seconds, of which all but the last second of each ten is speech.
HeardAudio minute() {
  HeardAudio audio{.length = 60s, .speech = {}, .recogniser = "ears", .language = "en"};
  for (int n = 0; n < 6; ++n) audio.speech.push_back({n * 10s, n * 10s + 9s});
  return audio;
}

// "Sentence N ..." from `first` to `last`, nine seconds and eighteen words each.
std::string vtt(int first, int last, int shift = 0) {
  std::string text = "WEBVTT\n\n";
  for (int n = first; n < last; ++n)
    text += fmt::format(
        "00:{:02}.000 --> 00:{:02}.000\nSentence {} says that people who plan their week on paper keep to the plan far "
        "more often.\n\n",
        (n - first) * 10 + shift, (n - first) * 10 + 9 + shift, n);
  return text;
}

std::string error_of(const std::string& answer) {
  const auto joined = join_hearing(std::vector<HeardPiece>{{{0s, 60s}, answer}}, minute());
  return joined ? "no error" : joined.error().message;
}

TEST(Hearing, IsOneTranscriptOnTheAudiosClock) {
  const std::vector<HeardPiece> pieces{{{0s, 30s}, vtt(0, 3)}, {{30s, 60s}, vtt(3, 6)}};
  const auto joined = join_hearing(pieces, minute());
  ASSERT_TRUE(joined) << joined.error().message;
  ASSERT_EQ(joined->cues.size(), 6U);
  EXPECT_EQ(joined->cues[4].start, 40s);
  EXPECT_TRUE(joined->cues[4].text.starts_with("Sentence 4"));
  EXPECT_EQ(joined->heard_percent, 100);
  EXPECT_EQ(joined->heard_by, "ears");
  EXPECT_TRUE(joined->notes.empty());
}

TEST(Hearing, NeverTakesASpeakerFromAnAnswer) {
  const std::string srt =
      "1\n00:00:00,000 --> 00:00:50,000\nAnn Smith: one two three four five six seven eight nine ten eleven twelve "
      "thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty one two three four five six seven eight "
      "nine ten one two three four five six seven eight nine ten one two three four five six.\n";
  const auto joined = join_hearing(std::vector<HeardPiece>{{{0s, 60s}, srt}}, minute());
  ASSERT_TRUE(joined) << joined.error().message;
  EXPECT_TRUE(joined->speakers.empty());
  EXPECT_EQ(joined->cues[0].speaker, -1);
}

TEST(Hearing, ReadsVerboseJson) {
  const auto joined = join_hearing(
      std::vector<HeardPiece>{
          {{0s, 60s},
           R"({"language":"english","segments":[{"start":0,"end":30,"text":" One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty one two three four five six seven eight nine."},{"start":30,"end":60,"text":" One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty one two three four five six seven eight ten."}]})"}},
      minute());
  ASSERT_TRUE(joined) << joined.error().message;
  EXPECT_EQ(joined->language, "en");
  EXPECT_EQ(joined->cues.size(), 2U);
}

TEST(Hearing, IsMarkedWhereSpeechWasMissed) {
  const auto joined = join_hearing(std::vector<HeardPiece>{{{0s, 60s}, vtt(0, 4)}}, minute());
  ASSERT_TRUE(joined) << joined.error().message;
  EXPECT_NEAR(joined->heard_percent, 66, 2);
  EXPECT_EQ(joined->notes,
            std::vector<std::string>{fmt::format("Only {} % of the speech was heard.", joined->heard_percent)});
}

TEST(Hearing, IsRefusedBelowHalfOfTheSpeech) {
  EXPECT_EQ(error_of(vtt(0, 2)), "the recogniser heard 33 % of 0:54 of speech");
}

TEST(Hearing, DoesNotCountALongCueOfFewWordsAsCover) {
  EXPECT_EQ(error_of("WEBVTT\n\n00:00.000 --> 00:59.000\nJust five words and no more\n"),
            "the recogniser heard 13 % of 0:54 of speech");
}

TEST(Hearing, IsRefusedWhereNothingWasHeard) {
  for (const auto* answer :
       {"", "WEBVTT\n\n", R"({"text":"","segments":[]})", "WEBVTT\n\n00:00.000 --> 00:50.000\n[BLANK_AUDIO]\n"})
    EXPECT_EQ(error_of(answer), "the recogniser heard 0 % of 0:54 of speech") << answer;
}

TEST(Hearing, IsRefusedWhereItRepeatsItself) {
  std::string loop = "WEBVTT\n\n00:00.000 --> 00:50.000\n";
  for (int n = 0; n < 30; ++n) loop += "thank you ";
  EXPECT_EQ(error_of(loop), "the recogniser repeats itself: “thank you”, 60 of 60 words");
}

TEST(Hearing, LeavesOutALoopAndSaysSo) {
  const auto joined = join_hearing(
      std::vector<HeardPiece>{{{0s, 60s}, vtt(0, 5) + "00:50.000 --> 00:59.000\nNo no no no no no no no no no no.\n"}},
      minute());
  ASSERT_TRUE(joined) << joined.error().message;
  EXPECT_EQ(joined->cues.size(), 5U);
  EXPECT_EQ(joined->notes.front(), "The recogniser repeated “no”; 11 words were left out.");
  EXPECT_LT(joined->heard_percent, heard_well);
}

TEST(Hearing, KeepsWhatPeopleDoSayTwice) {
  const auto joined = join_hearing(
      std::vector<HeardPiece>{
          {{0s, 60s},
           vtt(0, 5) + "00:50.000 --> 00:59.000\nThank you, thank you, no, no, no, really, that is kind.\n"}},
      minute());
  ASSERT_TRUE(joined) << joined.error().message;
  EXPECT_EQ(joined->cues.size(), 6U);
}

TEST(Hearing, IsRefusedWhereItsTimesRunPastTheAudio) {
  EXPECT_EQ(
      error_of(
          "WEBVTT\n\n00:00.000 --> 00:09.000\nOne\n\n01:10.000 --> 01:19.000\nTwo\n\n01:20.000 --> 01:29.000\nThree\n"),
      "the recogniser's times run past the audio, which lasts 1:00: 2 of 3 cues");
}

TEST(Hearing, IsRefusedWhereTheAnswerIsNoTranscript) {
  EXPECT_EQ(error_of("<html><body>Sign in</body></html>"),
            "0:00 to 1:00: the recogniser's answer is neither WebVTT, SRT nor JSON with segments");
}

TEST(Hearing, FindsNoSpeechInSilence) {
  const auto joined = join_hearing({}, {.length = 60s, .speech = {}, .recogniser = "ears", .language = ""});
  ASSERT_FALSE(joined);
  EXPECT_EQ(joined.error().message, "there is no speech in the audio");
}

}  // namespace
}  // namespace pith::transcript
