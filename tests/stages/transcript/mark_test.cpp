#include "stages/transcript/mark.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "stages/transcript/raw.h"
#include "support/files.h"

namespace pith::transcript {
namespace {

std::vector<std::string> paragraph(std::string_view text) {
  std::vector<std::string> lines;
  for (const auto line : lines_of(text)) lines.emplace_back(line);
  return lines;
}

// A talk of two about one thing, long enough to have a middle.
std::vector<std::string> talk() {
  std::vector<std::string> lines;
  for (int n = 0; n < 60; ++n) {
    lines.emplace_back("The cost of a cache is that somebody has to decide when its entries are no longer true.");
    lines.emplace_back(
        "So the latency went down, but the number of wrong answers went up, because nobody measured them.");
    lines.emplace_back("How did the team find out that the replicas disagreed with each other?");
  }
  return lines;
}

Transcript transcript_of(const std::vector<std::string>& lines) {
  Transcript transcript;
  transcript.language = "en";
  transcript.speakers = {"Ann", "Bo"};
  std::chrono::milliseconds now{0};
  for (const auto& line : lines) {
    const int speaker = static_cast<int>(transcript.cues.size()) / 8 % 2;
    transcript.cues.push_back({now, now + std::chrono::seconds{6}, speaker, CueKind::talk, line});
    now += std::chrono::seconds{6};
  }
  return transcript;
}

MarkModel shipped_model() {
  auto model = MarkModel::parse(test::read_file(test::in_repository("data/models/marks-en.bin")));
  EXPECT_TRUE(model) << model.error().log_line();
  return *model;
}

std::ptrdiff_t count(const Transcript& transcript, CueKind kind, std::size_t first, std::size_t size) {
  const auto from = transcript.cues.begin() + static_cast<std::ptrdiff_t>(first);
  return std::count_if(from, from + static_cast<std::ptrdiff_t>(size),
                       [&](const Cue& cue) { return cue.kind == kind; });
}

std::vector<std::vector<std::string>> reads_in(const char* file) {
  std::vector<std::vector<std::string>> reads(1);
  for (const auto& line : paragraph(test::read_file(test::in_repository(file)))) {
    if (line.empty()) {
      reads.emplace_back();
    } else {
      reads.back().push_back(line);
    }
  }
  return reads;
}

TEST(Marks, AreSetAnewWhateverWasThere) {
  auto transcript = transcript_of(talk());
  for (auto& cue : transcript.cues) cue.kind = CueKind::ad;
  mark_ads_and_chatter(transcript, {});
  EXPECT_EQ(count(transcript, CueKind::talk, 0, transcript.cues.size()), 180);
}

TEST(Marks, FindABreakLine) {
  auto lines = talk();
  lines.insert(lines.begin() + 80, "Break:");
  auto transcript = transcript_of(lines);
  mark_ads_and_chatter(transcript, {});
  EXPECT_EQ(transcript.cues[80].kind, CueKind::ad);
  EXPECT_EQ(transcript.cues[81].kind, CueKind::talk);
}

TEST(Marks, FindTellingPhrasesWithoutAModel) {
  auto lines = talk();
  lines.insert(lines.begin() + 80, "Use the promo code SHOW for twenty percent off.");
  lines.push_back("Thanks for listening, and see you next week.");
  auto transcript = transcript_of(lines);
  mark_ads_and_chatter(transcript, {});
  EXPECT_EQ(transcript.cues[80].kind, CueKind::ad);
  EXPECT_EQ(transcript.cues.back().kind, CueKind::chatter);
  EXPECT_EQ(count(transcript, CueKind::talk, 85, 90), 90);
}

TEST(Marks, LeaveTheMiddleOfATalkAlone) {
  const auto model = shipped_model();
  auto transcript = transcript_of(talk());
  mark_ads_and_chatter(transcript, {&model});
  EXPECT_EQ(count(transcript, CueKind::ad, 20, 140), 0);
  EXPECT_EQ(count(transcript, CueKind::talk, 20, 140), 140);
}

TEST(Marks, FindWrittenAdReadsInATalk) {
  const auto model = shipped_model();
  int found = 0;
  const auto reads = reads_in("eval/ads/held_out.txt");
  for (const auto& read : reads) {
    auto lines = talk();
    lines.insert(lines.begin() + 80, read.begin(), read.end());
    auto transcript = transcript_of(lines);
    mark_ads_and_chatter(transcript, {&model});
    const auto marked = static_cast<std::ptrdiff_t>(read.size()) - count(transcript, CueKind::talk, 80, read.size());
    found += 2 * marked >= static_cast<std::ptrdiff_t>(read.size()) ? 1 : 0;
  }
  EXPECT_GE(found * 8, static_cast<int>(reads.size()) * 5);  // those that tell by their words, at least
}

TEST(MarkModel, RefusesBytesThatAreNone) {
  EXPECT_EQ(MarkModel::parse("").error().kind, ErrorKind::corrupt);
  EXPECT_EQ(MarkModel::parse("PITHMARK").error().kind, ErrorKind::corrupt);
}

TEST(MarkModel, RefusesADamagedFile) {
  auto bytes = test::read_file(test::in_repository("data/models/marks-en.bin"));
  ASSERT_FALSE(bytes.empty());
  bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
  EXPECT_EQ(MarkModel::parse(bytes).error().kind, ErrorKind::corrupt);
}

}  // namespace
}  // namespace pith::transcript
