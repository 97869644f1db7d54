// Transcripts within something else: gzip, a JSON string, a page.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/json/json.h"
#include "lib/zip/zip.h"
#include "stages/transcript/reading.h"

namespace pith::transcript {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using testing::HasSubstr;

constexpr int blocks = 12;

std::string said(int n) {
  return fmt::format("The river rose by {} inches before anybody in the town had woken up.", n + 2);
}

std::string srt(std::string_view arrow = "-->") {
  std::string text;
  for (int n = 0; n < blocks; ++n)
    text += fmt::format("{}\n00:0{}:05,000 {} 00:0{}:{},000\n{}\n\n", n + 1, n / 2, arrow, n / 2, n % 2 == 0 ? 30 : 55,
                        said(n));
  return text;
}

std::string vtt() {
  std::string text = "WEBVTT\n\n";
  for (int n = 0; n < blocks; ++n) text += fmt::format("00:{:02}:05.000 --> 00:{:02}:15.000\n{}\n\n", n, n, said(n));
  return text;
}

void expect_blocks(const Transcript& transcript, std::string_view of) {
  ASSERT_EQ(transcript.cues.size(), static_cast<std::size_t>(blocks)) << of;
  EXPECT_TRUE(transcript.timed) << of;
  for (int n = 0; n < blocks; ++n) EXPECT_EQ(transcript.cues[static_cast<std::size_t>(n)].text, said(n)) << of;
  EXPECT_EQ(transcript.cues[0].start, seconds{5}) << of;
}

TEST(Wrapped, InGzipItIsUnpackedUpToTheCap) {
  expect_blocks(read(zip::gzip(vtt())), "gzip");
  const auto bomb = read_transcript(zip::gzip(std::string(3'000'000, ' ')), {.max_bytes = 1'000'000});
  ASSERT_FALSE(bomb);
  EXPECT_EQ(bomb.error().kind, ErrorKind::too_large);
  const auto damaged = read_transcript(zip::gzip(vtt()).substr(0, 100), {});
  ASSERT_FALSE(damaged);
  EXPECT_EQ(damaged.error().message, "the transcript file is gzip that cannot be unpacked");
}

TEST(Wrapped, AsAJsonStringOrInAFieldItIsReadForWhatItIs) {
  const auto quoted = [](const std::string& text) { return json::write(json::Value(text)); };
  expect_blocks(read(quoted(vtt())), "a string of VTT");
  expect_blocks(read(quoted(srt())), "a string of SRT");
  expect_blocks(read("{\"id\":1,\"transcript\":" + quoted(vtt()) + "}"), "a field of VTT");
  expect_blocks(read("{\"id\":1,\"srt\":" + quoted(srt()) + "}"), "a field of SRT");
}

TEST(Wrapped, WithLineBreaksWrittenOutItIsReadByLines) {
  auto text = srt();
  for (auto at = text.find('\n'); at != std::string::npos; at = text.find('\n')) text.replace(at, 1, "\\n");
  expect_blocks(read(text), "SRT in one line");
}

TEST(Wrapped, InAPageCaptionsAreReadAsCaptions) {
  expect_blocks(read("<html><body><h1>Episode 4</h1><pre>" + vtt() + "</pre></body></html>"), "VTT in pre");
  expect_blocks(read("<html><body><pre>" + srt("--&gt;") + "</pre></body></html>"), "SRT in pre");
  auto lines = vtt();
  for (auto at = lines.find('\n'); at != std::string::npos; at = lines.find('\n')) lines.replace(at, 1, "<br>");
  expect_blocks(read("<html><body>" + lines + "</body></html>"), "VTT with br");
}

TEST(Wrapped, LinesOfAPreformattedPageStayLines) {
  const auto talk = read(
      "<html><body><pre>[00:02] Ann Lee: It is late.\n[01:02] Bob Cole: Is it?\n[01:09] Ann Lee: "
      "Yes.\n</pre></body></html>");
  EXPECT_THAT(texts(talk), testing::ElementsAre("It is late.", "Is it?", "Yes."));
  EXPECT_EQ(talk.cues[1].start, seconds{62});
}

TEST(Captions, WithBareMillisecondsAreTimedByThem) {
  std::string bare;
  for (int n = 0; n < blocks; ++n)
    bare += fmt::format("{}\n{} --> {}\n{}\n\n", n + 1, 5000 + n * 9500, 13000 + n * 9500, said(n));
  const auto transcript = read(bare);
  expect_blocks(transcript, "bare milliseconds");
  EXPECT_EQ(transcript.cues[1].start, milliseconds{14500});
}

}  // namespace
}  // namespace pith::transcript
