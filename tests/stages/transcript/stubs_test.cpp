// What stands in a transcript's place and is none, so that the next link is tried, or the audio is heard.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "stages/transcript/reading.h"

namespace pith::transcript {
namespace {

using std::chrono::seconds;
using testing::Contains;
using testing::HasSubstr;

std::string reason(std::string_view bytes, const ReadOptions& options = {}) {
  const auto transcript = read_transcript(bytes, options);
  return transcript ? "it was read" : transcript.error().message;
}

// `count` different sentences of thirteen words, one every `every` seconds.
std::string talk(int count, int every, int from = 0) {
  std::string vtt = "WEBVTT\n\n";
  for (int n = 0; n < count; ++n) {
    const auto at = from + n * every;
    vtt += fmt::format(
        "{0:02}:{1:02}:{2:02}.000 --> {0:02}:{1:02}:{3:02}.900\nThe river rose by {4} inches before anybody in the "
        "town "
        "had woken up.\n\n",
        at / 3600, at / 60 % 60, at % 60, std::min(59, at % 60 + 5), n + 2);
  }
  return vtt;
}

std::string page(std::string_view title, std::string_view paragraph, int times) {
  std::string html = fmt::format("<html><head><title>{0}</title></head><body><h1>{0}</h1>", title);
  for (int n = 0; n < times; ++n) html += fmt::format("<p>{}</p>", paragraph);
  return html + "</body></html>";
}

TEST(Stub, ThatPointsElsewhereIsNoTranscriptOfAnHour) {
  const auto* stub = "WEBVTT\n\n00:00:00.000 --> 00:00:09.000\nYou find the whole text of this episode on our site.\n";
  EXPECT_EQ(reason(stub, {.duration = seconds{3600}}),
            "the transcript has only 11 words for 1:00:00, which cannot be all of the talk");
  EXPECT_EQ(reason(stub, {.duration = seconds{200}}), "it was read");
}

TEST(Stub, OfChapterTitlesIsKnownByItsOwnTimesToo) {
  const auto* chapters =
      "WEBVTT\n\n00:00:00.000 --> 00:10:00.000\nOpening\n\n00:10:00.000 --> 00:30:00.000\nThe flood of last "
      "spring\n\n00:30:00.000 --> 01:00:00.000\nWhat comes next\n";
  EXPECT_THAT(reason(chapters), HasSubstr("only 9 words for 1:00:00"));
}

TEST(Stub, OfTwoHundredWordsIsNoTextOfTwoHours) {
  std::string words;
  for (int n = 0; n < 16; ++n) words += fmt::format("The river rose by {} inches before anybody in town woke up. ", n);
  EXPECT_THAT(reason(words, {.duration = seconds{7200}}), HasSubstr("cannot be all of the talk"));
}

TEST(Stub, IsNotWhatSaysAThousandWordsOfALongShow) {
  EXPECT_EQ(reason(talk(80, 60), {.duration = seconds{3 * 3600}}), "it was read");
}

TEST(Stub, OfAPlayersPicturesIsRefused) {
  std::string sprites = "WEBVTT\n\n";
  for (int n = 0; n < 9; ++n)
    sprites += fmt::format("00:0{}:00.000 --> 00:0{}:30.000\nsheet.jpg#xywh={},0,160,90\n\n", n, n, n * 160);
  EXPECT_EQ(reason(sprites), "the file lists pictures or addresses, not what was said");
}

TEST(ClosedPage, ThatAsksForConsentIsNoTranscript) {
  EXPECT_THAT(
      reason(page("Almost there",
                  "We and our partners store and access information on your device, among it cookies, and use it "
                  "for advertising that suits you and to measure what you read.",
                  12)),
      HasSubstr("asks for consent or a login"));
}

TEST(ClosedPage, ForMembersIsNoTranscript) {
  EXPECT_THAT(reason(page("Members only",
                          "Each week those who support the show hear it early and without a single advertisement, and "
                          "they get a long letter from the two of us on top of it.",
                          14)),
              HasSubstr("asks for consent or a login"));
}

TEST(ClosedPage, IsNotATranscriptThatEndsInANoticeOfCookies) {
  std::string body;
  for (int n = 0; n < 40; ++n)
    body += fmt::format("<p>The river rose by {} inches before anybody in the town had woken up.</p>", n);
  EXPECT_EQ(reason("<html><body>" + body + "<p>We use cookies. Accept all cookies or choose.</p></body></html>"),
            "it was read");
}

TEST(Clock, OfAFeedThatCountsInMinutesIsUnderstood) {
  const auto hour = read(talk(300, 12), {.duration = seconds{60}});
  EXPECT_THAT(hour.notes, Contains("The feed gives the episode 1:00, which was taken for 60 minutes."));
  EXPECT_EQ(hour.cues.size(), 300u);
}

TEST(Clock, OfATapeThatBeginsAtAFullHourIsSetBack) {
  const auto tape = read(talk(40, 9, 3600), {.duration = seconds{360}});
  EXPECT_EQ(tape.cues.front().start, seconds{0});
  EXPECT_THAT(tape.notes, Contains("The transcript's clock begins at 1:00:00, which was taken off."));
  EXPECT_EQ(read(talk(90, 9, 3600), {.duration = seconds{75 * 60}}).cues.front().start, seconds{3600});
}

TEST(Clock, ThatRunsShorterOrLongerThanTheEpisodeIsNoted) {
  const auto transcript = talk(80, 9);
  EXPECT_THAT(read(transcript, {.duration = seconds{18 * 60}}).notes,
              Contains("The transcript ends at 11 of 18 minutes."));
  EXPECT_THAT(read(transcript, {.duration = seconds{5 * 60}}).notes,
              Contains("The transcript runs to 11:56, the episode only to 5:00: its times may be of another cut."));
  EXPECT_TRUE(read(transcript, {.duration = seconds{12 * 60}}).notes.empty());
  EXPECT_TRUE(read(transcript, {.duration = seconds{14 * 60}}).notes.empty());
}

}  // namespace
}  // namespace pith::transcript
