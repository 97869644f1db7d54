#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "stages/transcript/reading.h"

namespace pith::transcript {
namespace {

using std::chrono::milliseconds;
using testing::ElementsAre;

TEST(WebVtt, KeepsTheSpeakerOfAVoiceTag) {
  const auto read_back = read("WEBVTT\n\n00:01.000 --> 00:02.500\n<v.loud Mary Ann>Hello there.</v>\n");
  ASSERT_EQ(read_back.cues.size(), 1U);
  EXPECT_EQ(speaker_name(read_back, read_back.cues[0]), "Mary Ann");
  EXPECT_EQ(read_back.cues[0].text, "Hello there.");
  EXPECT_EQ(read_back.cues[0].start, milliseconds{1000});
  EXPECT_EQ(read_back.cues[0].end, milliseconds{2500});
  EXPECT_EQ(read_back.format, "vtt");
}

TEST(WebVtt, LeavesASpeakerUnknownThatItDoesNotName) {
  EXPECT_EQ(read("WEBVTT\n\n00:01.000 --> 00:02.000\nHello there.\n").cues[0].speaker, -1);
}

TEST(WebVtt, SkipsNotesStylesRegionsAndIds) {
  EXPECT_THAT(texts(read("WEBVTT - title\nKind: captions\n\nNOTE\nnot said\n\nSTYLE\n::cue {}\n\nREGION\nid:a\n\n"
                         "id 1\n01:00:01.000 --> 01:00:02.000 align:start position:0%\nIt is said.\n")),
              ElementsAre("It is said."));
}

TEST(WebVtt, DecodesEntitiesAndDropsTags) {
  EXPECT_THAT(
      texts(read("WEBVTT\n\n00:01.000 --> 00:02.000\n<c.x>R&amp;D</c> is <00:01.500><i>2 &lt; 3</i>, I <3 it.\n")),
      ElementsAre("R&D is 2 < 3, I <3 it."));
}

TEST(WebVtt, DecodeTwiceWhatWasEscapedTwice) {
  EXPECT_EQ(texts(read("WEBVTT\n\n00:01.000 --> 00:02.000\nIt&amp;#39;s &amp;quot;fine&amp;quot;.\n")),
            (std::vector<std::string>{"It's \"fine\"."}));
  EXPECT_EQ(texts(read("WEBVTT\n\n00:01.000 --> 00:02.000\nYou write &amp;lt; for less.\n")),
            (std::vector<std::string>{"You write &lt; for less."}));
}

TEST(WebVtt, SharesACueOfTwoVoicesByTheirLetters) {
  const auto both = read("WEBVTT\n\n00:00.000 --> 00:04.000\n<v A>Yes, it is.</v> <v B>No, it isn't.</v>\n");
  ASSERT_EQ(both.cues.size(), 2U);
  EXPECT_EQ(speaker_name(both, both.cues[1]), "B");
  EXPECT_GT(both.cues[1].start, milliseconds{1500});
  EXPECT_LT(both.cues[1].start, milliseconds{2500});
}

TEST(WebVtt, KeepsCuesThatAreSentencesOneToOne) {
  const auto kept = read(
      "WEBVTT\n\n1\n00:00.000 --> 00:01.000\n<v A>One is. Two are.\n\n2\n00:01.000 --> 00:01.000\n<v A>Mm-hm.\n\n"
      "3\n00:01.000 --> 00:02.000\n<v B>We're not --\n\n4\n00:02.000 --> 00:03.000\n<v A>Right.\n\n5\n00:03.000 --> "
      "00:04.000\n<v A>Yes.\n");
  EXPECT_THAT(texts(kept), ElementsAre("One is. Two are.", "Mm-hm.", "We're not --", "Right.", "Yes."));
}

TEST(WebVtt, TakesNoNameFromTheTextWhereVoicesAreTagged) {
  EXPECT_THAT(texts(read("WEBVTT\n\n00:00.000 --> 00:01.000\n<v Ann Lee>Bo Lind: it is late.\n\n00:01.000 --> "
                         "00:01.300\n<v Bo>Break:\n\n")),
              ElementsAre("Bo Lind: it is late.", "Break:"));
}

TEST(WebVtt, JoinsFragmentsOfOneSpeakerToSentences) {
  const auto joined = read(
      "WEBVTT\n\n00:00.000 --> 00:02.000\n<v A>We thought that the\n\n00:02.000 --> 00:04.000\n<v A>cache helps. It\n\n"
      "00:04.000 --> 00:06.000\n<v A>did not\n\n00:06.000 --> 00:08.000\n<v B>help at all.\n");
  EXPECT_THAT(texts(joined), ElementsAre("We thought that the cache helps.", "It did not", "help at all."));
  EXPECT_EQ(joined.cues[0].start, milliseconds{0});
  EXPECT_GT(joined.cues[0].end, milliseconds{3000});
  EXPECT_EQ(joined.cues[1].end, milliseconds{6000});
}

TEST(WebVtt, IsReadAsFarAsSenseCanBeMade) {
  const auto odd = read("WEBVTT\n\n0.000 --> 3.480\nIt is Friday.\n\n1:02,5 -> 1:04\nIt was Thursday.\n");
  EXPECT_THAT(texts(odd), ElementsAre("It is Friday.", "It was Thursday."));
  EXPECT_EQ(odd.cues[1].start, milliseconds{62500});
  EXPECT_FALSE(odd.notes.empty());
}

TEST(WebVtt, DropsLinesThatRollOverFromTheCueBefore) {
  std::string rolling = "WEBVTT\n\n";
  const char* lines[] = {"so this is",     "a talk about", "captions that", "roll over the",
                         "screen as they", "are said",     "by somebody."};
  for (int n = 0; n < 6; ++n)
    rolling += "00:0" + std::to_string(n) + ".000 --> 00:0" + std::to_string(n + 1) + ".000\n" +
               (n == 0 ? "" : std::string(lines[n]) + "\n") + lines[n + 1] + "\n\n";
  EXPECT_THAT(texts(read(rolling)),
              ElementsAre("a talk about captions that roll over the screen as they are said by somebody."));
}

TEST(WebVtt, DropsTheRepeatedLinesOfYouTubesOwnCaptions) {
  std::string rolling = "WEBVTT\nKind: captions\nLanguage: en\n\n";
  const char* lines[] = {"so this is", "a talk about", "captions that", "roll", "by themselves."};
  for (int n = 0; n < 5; ++n) {
    const auto begin = "00:0" + std::to_string(n), before = std::string(n == 0 ? " " : lines[n - 1]);
    rolling += begin + ".000 --> " + begin + ".980\n" + before + "\n" + lines[n] + "<" + begin + ".400><c></c>\n\n";
    rolling += begin + ".980 --> " + begin + ".990\n" + lines[n] + "\n \n\n";
  }
  EXPECT_THAT(texts(read(rolling)), ElementsAre("so this is a talk about captions that roll by themselves."));
}

TEST(Srt, TakesNamesThatComeAgainForSpeakers) {
  const auto both = read(
      "1\n00:00:00,179 --> 00:00:02,399\nTravis: When you first\nget started.\n\n2\n00:00:02,400 --> 00:00:04,799\nIt "
      "is hard.\n\n"
      "3\n00:00:05,000 --> 00:00:06,000\nSarah Jones: Why: is it?\n\n4\n00:00:06,000 --> 00:00:07,000\nTravis: Note: "
      "it is.\n");
  EXPECT_THAT(texts(both), ElementsAre("When you first get started.", "It is hard.", "Why: is it?", "Note: it is."));
  EXPECT_THAT(both.speakers, ElementsAre("Travis", "Sarah Jones"));
  EXPECT_EQ(both.cues[1].speaker, 0);
  EXPECT_EQ(both.format, "srt");
}

TEST(Srt, DoesNotTakeEveryColonForASpeaker) {
  const auto plain = read(
      "1\n00:00:00,000 --> 00:00:02,000\nRemember: it is late.\n\n2\n00:00:02,000 --> 00:00:04,000\nThe point: go "
      "home.\n");
  EXPECT_THAT(texts(plain), ElementsAre("Remember: it is late.", "The point: go home."));
  EXPECT_TRUE(plain.speakers.empty());
}

TEST(Srt, IsReadWithoutNumbersWithPointsAndWithUtf16) {
  EXPECT_THAT(texts(read("00:00:00.000 --> 00:00:05.000\nIt is 42.\n\n\n00:00:05.000 --> 00:00:10.000\n42\n")),
              ElementsAre("It is 42.", "42"));
  std::string wide = "\xFF\xFE";
  for (const char c : std::string_view("1\r\n00:00:01,000 --> 00:00:02,000\r\nHello.\r\n")) wide += {c, '\0'};
  EXPECT_THAT(texts(read(wide)), ElementsAre("Hello."));
}

TEST(Srt, StartsAnUnknownTurnAtAChevron) {
  const auto turns =
      read("1\n00:00:00,000 --> 00:00:02,000\n>> Is it so?\n\n2\n00:00:02,000 --> 00:00:03,000\n>> It is.\n");
  EXPECT_THAT(texts(turns), ElementsAre("Is it so?", "It is."));
  EXPECT_EQ(turns.cues[0].speaker, -1);
}

TEST(Srt, LosesTheOverridesOfSubtitleEditors) {
  EXPECT_THAT(texts(read("1\n00:00:01,500 --> 00:00:03,750\n{\\an8}{\\i1}We planned{\\i0},\\Nfor the\\hstorm.\n\n"
                         "2\n00:00:04,000 --> 00:00:06,000\n<font color=\"#ffff00\">It was <b>late</b>.</font>\n\n"
                         "3\n00:00:07,000 --> 00:00:09,000\nHe:\\N{y:i}Then {b}half{/b}[br]a day.\n")),
              ElementsAre("We planned, for the storm.", "It was late.", "He: Then half a day."));
}

TEST(Srt, KeepsBracesAndBackslashesThatAreTheTexts) {
  EXPECT_THAT(texts(read("1\n00:00:01,000 --> 00:00:03,000\nThe set {1, 2} is in C:\\New {x}.\n")),
              ElementsAre("The set {1, 2} is in C:\\New {x}."));
}

TEST(Sbv, IsReadAsCaptionsToo) {
  EXPECT_THAT(texts(read("0:00:00.378,0:00:11.378\nOne is.\n\n0:00:11.378,0:00:12.305\nTwo are.\n")),
              ElementsAre("One is.", "Two are."));
}

}  // namespace
}  // namespace pith::transcript
