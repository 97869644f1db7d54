// The collected transcripts of many projects beside the repository, and the corpus where it is unpacked.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <set>
#include <string>

#include <gtest/gtest.h>

#include "lib/json/json.h"
#include "stages/transcript/captions.h"
#include "stages/transcript/read_transcript.h"
#include "support/files.h"
#include "text/utf8.h"

namespace pith::transcript {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> files_below(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) files.push_back(entry.path());
  std::ranges::sort(files);
  return files;
}

void expect_sound(const Transcript& transcript, const fs::path& file) {
  Ms before{0};
  for (const auto& cue : transcript.cues) {
    EXPECT_TRUE(text::is_valid_utf8(cue.text)) << file;
    EXPECT_EQ(text::fold_space(cue.text), cue.text) << file;
    EXPECT_FALSE(cue.text.empty()) << file;
    EXPECT_GE(cue.end, cue.start) << file;
    EXPECT_GE(cue.start, before) << file;
    EXPECT_LT(cue.speaker, static_cast<int>(transcript.speakers.size())) << file;
    before = cue.start;
  }
}

TEST(Fixtures, OfEveryKindGiveSoundCuesOrAReason) {
  const auto folder = test::in_shared("fixtures/transcripts");
  if (!folder) GTEST_SKIP() << "the shared fixtures are not here";
  for (const auto& file : files_below(*folder)) {
    const auto transcript = read_transcript(test::read_file(file), {});
    if (transcript) {
      expect_sound(*transcript, file);
    } else {
      EXPECT_FALSE(transcript.error().message.empty()) << file;
    }
  }
}

// Files of the wanted kinds that hold nothing a person could read: empty, without a cue's words, or broken on purpose.
const std::set<std::string>& unreadable() {
  static const std::set<std::string> names{"empty.vtt", "no_captions.vtt", "invalid_format1.srt", "invalid_format4.srt",
                                           "broken-1-in.vtt"};
  return names;
}

TEST(Fixtures, ThatAPersonCouldReadGiveCues) {
  const auto folder = test::in_shared("fixtures/transcripts");
  if (!folder) GTEST_SKIP() << "the shared fixtures are not here";
  const std::set<std::string> kinds{".vtt",  ".srt", ".html", ".txt", ".md",  ".json",
                                    ".ttml", ".sbv", ".sub",  ".xsl", ".ssa", ".ass"};
  for (const auto& file : files_below(*folder)) {
    const auto path = file.string();
    const bool conformance = path.contains("mozilla+vtt.js") || path.contains("w3c+webvtt.js");
    if (conformance || !kinds.contains(file.extension().string()) || unreadable().contains(file.filename().string()))
      continue;
    // Times in this parser's output were cut: 48,067 letters in 18:50.
    if (file.filename() == "podnews_weekly_review_2023-03-17_html_parsed.json") continue;
    const auto transcript = read_transcript(test::read_file(file), {});
    EXPECT_TRUE(transcript) << file << ": " << transcript.error().log_line();
  }
}

// Cues of this set by whose rules newer than vtt.js differ or Pith reads what the rules give up: a bare "-->" before a
// cue (W3C's set has its text), fractions of two digits, and minutes over 59, which vtt.js took for hours.
const std::set<std::string>& read_otherwise() {
  static const std::set<std::string> names{"id.vtt", "fraction-digits.vtt", "minimum-spots-over-sixty.vtt"};
  return names;
}

struct Said {
  std::string words;
  std::set<Ms> starts;
};

Said said_in(const RawTranscript& raw) {
  Said said;
  for (const auto& cue : raw.cues) {
    said.words += text::fold_space(cue.text) + " ";
    said.starts.insert(cue.start);
  }
  return said;
}

// vtt.js writes a cue's text with its tags; ours come without, and lines that mark turns as cues of their own.
Said said_in(const json::Value& expected) {
  Said said;
  for (const auto& cue : expected.at("cues").items()) {
    const auto words =
        said_in(read_vtt("WEBVTT\n\n00:00.000 --> 00:01.000\n" + std::string(cue.at("text").text()))).words;
    if (words.empty()) continue;
    said.words += words;
    said.starts.insert(Ms{std::llround(cue.at("startTime").number().value_or(0) * 1000)});
  }
  return said;
}

TEST(Fixtures, OfTheWebVttSetGiveTheCuesTheyExpect) {
  const auto folder = test::in_shared("fixtures/transcripts/mozilla+vtt.js");
  if (!folder) GTEST_SKIP() << "the shared fixtures are not here";
  int compared = 0;
  for (const auto& file : files_below(*folder)) {
    auto expectation = file;
    expectation.replace_extension(".json");
    if (file.extension() != ".vtt" || !fs::exists(expectation) || read_otherwise().contains(file.filename().string()))
      continue;
    const auto expected = json::parse(test::read_file(expectation));
    ASSERT_TRUE(expected);
    const auto ours = said_in(read_vtt(text::decode(test::read_file(file))));
    const auto theirs = said_in(*expected);
    EXPECT_EQ(ours.words, theirs.words) << file;
    EXPECT_TRUE(std::ranges::includes(ours.starts, theirs.starts)) << file;
    ++compared;
  }
  EXPECT_GT(compared, 50);
}

}  // namespace
}  // namespace pith::transcript
