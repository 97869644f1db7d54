// The collected transcripts of many projects beside the repository, and the corpus where it is unpacked.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
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
  const std::set<std::string> kinds{".vtt", ".srt", ".html", ".txt", ".md", ".json", ".ttml", ".sbv", ".sub", ".xsl"};
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

std::string folded(std::string_view text) { return text::fold_space(text); }

// vtt.js writes a cue's text with its tags; ours come without.
std::string plain(std::string_view text) {
  std::string joined;
  for (const auto& cue : read_vtt("WEBVTT\n\n00:00.000 --> 00:01.000\n" + std::string(text)).cues)
    joined += " " + cue.text;
  return folded(joined);
}

TEST(Fixtures, OfTheWebVttSetGiveTheCuesTheyExpect) {
  const auto folder = test::in_shared("fixtures/transcripts/mozilla+vtt.js");
  if (!folder) GTEST_SKIP() << "the shared fixtures are not here";
  int compared = 0;
  for (const auto& file : files_below(*folder)) {
    auto expectation = file;
    expectation.replace_extension(".json");
    if (file.extension() != ".vtt" || !fs::exists(expectation)) continue;
    const auto expected = json::parse(test::read_file(expectation));
    ASSERT_TRUE(expected);
    const auto raw = read_vtt(text::decode(test::read_file(file)));
    std::map<Ms, std::string> ours;
    for (const auto& cue : raw.cues) ours[cue.start] += " " + cue.text;
    std::map<Ms, std::string> theirs;
    for (const auto& cue : expected->at("cues").items()) {
      const Ms start{std::llround(cue.at("startTime").number().value_or(0) * 1000)};
      theirs[start] += " " + plain(cue.at("text").text());
    }
    std::erase_if(theirs, [](const auto& cue) { return folded(cue.second).empty(); });
    for (auto& [start, text] : ours) text = folded(text);
    for (auto& [start, text] : theirs) text = folded(text);
    EXPECT_EQ(ours, theirs) << file;
    ++compared;
  }
  EXPECT_GT(compared, 50);
}

}  // namespace
}  // namespace pith::transcript
