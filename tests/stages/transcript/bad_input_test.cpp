#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "stages/transcript/read_transcript.h"

namespace pith::transcript {
namespace {

using std::chrono::seconds;
using testing::HasSubstr;

Error refused(std::string_view bytes, const ReadOptions& options = {}) {
  const auto transcript = read_transcript(bytes, options);
  EXPECT_FALSE(transcript);
  return transcript ? Error{} : transcript.error();
}

std::string many_cues(int count, int seconds_each) {
  std::string vtt = "WEBVTT\n\n";
  for (int n = 0; n < count; ++n) {
    const auto stamp = [&](int at) {
      char buffer[32];
      std::snprintf(buffer, sizeof buffer, "%02d:%02d:%02d.000", at / 3600, at / 60 % 60, at % 60);
      return std::string(buffer);
    };
    vtt += stamp(n * seconds_each) + " --> " + stamp((n + 1) * seconds_each) + "\nThis is sentence " +
           std::to_string(n) + " of a usual length, said by somebody.\n\n";
  }
  return vtt;
}

TEST(BadTranscript, ThatIsEmptySaysSo) {
  EXPECT_THAT(refused("").message, HasSubstr("empty"));
  EXPECT_THAT(refused("\xEF\xBB\xBF \n\n").message, HasSubstr("empty"));
}

TEST(BadTranscript, ThatIsBinarySaysSo) {
  EXPECT_THAT(refused("ID3\x04stuff").message, HasSubstr("binary"));
  std::string noise;
  for (int n = 0; n < 5000; ++n) noise.push_back(static_cast<char>(n * 7919 >> 3));
  EXPECT_THAT(refused(noise).message, HasSubstr("binary"));
}

TEST(BadTranscript, ThatIsAFeedSaysSo) {
  EXPECT_THAT(
      refused("<?xml version=\"1.0\"?>\n<rss version=\"2.0\"><channel><title>x</title></channel></rss>").message,
      HasSubstr("feed"));
}

TEST(BadTranscript, ThatHoldsNoWordsSaysSo) {
  EXPECT_THAT(refused("WEBVTT\n\n00:00.000 --> 00:01.000\n\n").message, HasSubstr("no words"));
}

TEST(BadTranscript, ThatIsAFewWordsSaysSo) { EXPECT_THAT(refused("Not found").message, HasSubstr("not a transcript")); }

TEST(BadTranscript, OfFiftyMegabytesIsTooLarge) {
  EXPECT_EQ(refused(std::string(50U << 20U, 'a')).kind, ErrorKind::too_large);
}

TEST(BadTranscript, OfTooManyCuesIsTooLarge) {
  EXPECT_EQ(refused(many_cues(20, 3), {.max_cues = 10}).kind, ErrorKind::too_large);
}

TEST(BadTranscript, WithMoreWordsThanItsTimesCanHoldIsRefusedWithTheReason) {
  std::string vtt = "WEBVTT\n\n";
  for (int n = 0; n < 100; ++n)
    vtt += "00:00:01.000 --> 00:00:09.000\nThis is a sentence of a usual length, said by somebody.\n\n";
  EXPECT_THAT(refused(vtt).message, HasSubstr("cannot belong together"));
}

TEST(BadTranscript, WithTimesFarPastTheEpisodeIsRefusedWithTheReason) {
  EXPECT_THAT(refused(many_cues(600, 5), {.duration = seconds{600}}).message, HasSubstr("episode lasts only 10:00"));
  EXPECT_TRUE(read_transcript(many_cues(600, 5), {.duration = seconds{2990}}));
}

TEST(BadTranscript, ThatEndsEarlyIsReadWithANote) {
  const auto half = read_transcript(many_cues(60, 5), {.duration = seconds{3600}});
  ASSERT_TRUE(half);
  EXPECT_THAT(half->notes, testing::Contains(HasSubstr("ends at 5 of 60 minutes")));
}

TEST(BadTranscript, WithBrokenLettersIsRepaired) {
  const auto repaired = read_transcript("WEBVTT\n\n00:00.000 --> 00:01.000\nIt is na\xE2\x80 ve.\n",
                                        {.declared_type = "text/vtt; charset=utf-8"});
  ASSERT_TRUE(repaired);
  EXPECT_EQ(repaired->cues[0].text, "It is na\uFFFD ve.");
}

TEST(BadTranscript, IsReadByItsContentWhateverItsTypeSays) {
  EXPECT_EQ(read_transcript("WEBVTT\n\n00:00.000 --> 00:01.000\nYes.\n", {.declared_type = "application/json"})->format,
            "vtt");
}

TEST(BadTranscript, OfAThousandOpenTagsTakesNoTime) {
  std::string vtt = "WEBVTT\n\n00:00.000 --> 00:01.000\n";
  for (int n = 0; n < 300'000; ++n) vtt += "<v ";
  EXPECT_FALSE(read_transcript(vtt, {}) && vtt.empty());
  std::string html = "<html><body>";
  for (int n = 0; n < 300'000; ++n) html += "<div><p>";
  EXPECT_FALSE(read_transcript(html, {}));
}

}  // namespace
}  // namespace pith::transcript
