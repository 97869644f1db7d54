#include "stages/transcript/mark.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "support/ad_reads.h"
#include "support/files.h"

namespace pith::transcript {
namespace {

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

std::string model_bytes(std::string_view name) { return test::read_file(test::in_repository("data/models") / name); }

MarkModels shipped_models() {
  static const auto vectors = model_bytes("words-en.bin");
  auto asides = MarkModel::parse(model_bytes("marks-en.bin"));
  auto reads = AdModel::parse(model_bytes("ads-en.txt"), text::WordModel::read(vectors).value());
  EXPECT_TRUE(asides) << asides.error().log_line();
  EXPECT_TRUE(reads) << reads.error().log_line();
  return {std::move(*asides), std::move(*reads)};
}

std::ptrdiff_t count(const Transcript& transcript, CueKind kind, std::size_t first, std::size_t size) {
  const auto from = transcript.cues.begin() + static_cast<std::ptrdiff_t>(first);
  return std::count_if(from, from + static_cast<std::ptrdiff_t>(size),
                       [&](const Cue& cue) { return cue.kind == kind; });
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
  const auto models = shipped_models();
  auto transcript = transcript_of(talk());
  mark_ads_and_chatter(transcript, models.context());
  EXPECT_EQ(count(transcript, CueKind::ad, 20, 140), 0);
  EXPECT_EQ(count(transcript, CueKind::talk, 20, 140), 140);
}

TEST(Marks, FindWrittenAdReadsInATalk) {
  const auto models = shipped_models();
  for (const auto& read : test::ad_reads_in("eval/ads/held_out.txt")) {
    auto transcript = test::planted(transcript_of(talk()), read, 80);
    mark_ads_and_chatter(transcript, models.context());
    EXPECT_LE(2 * count(transcript, CueKind::talk, 80, read.size()), static_cast<std::ptrdiff_t>(read.size()))
        << read[0];
  }
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

// Eight sentences, of which only the first and the last sound like an ad.
std::vector<std::string> read_with_a_middle() {
  std::vector<std::string> lines(8, "The latency of the replicas went down, and nobody measured the wrong answers.");
  lines.front() = "This show is made possible by Polyglottal, the app that makes you speak.";
  lines.back() = "Use the promo code SHOW for twenty percent off.";
  return lines;
}

Transcript planted_in_one_turn(const std::vector<std::string>& read, std::size_t at) {
  auto lines = talk();
  lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(at), read.begin(), read.end());
  return transcript_of(lines);
}

TEST(Marks, CoverTheMiddleOfAReadWhoseHeadAndTailAreMarked) {
  auto transcript = planted_in_one_turn(read_with_a_middle(), 80);
  mark_ads_and_chatter(transcript, {});
  EXPECT_EQ(count(transcript, CueKind::ad, 80, 8), 8);
}

TEST(Marks, LeaveTheMiddleWhereSomebodyElseSpeaks) {
  auto transcript = planted_in_one_turn(read_with_a_middle(), 80);
  transcript.cues[83].speaker = 1 - transcript.cues[80].speaker;
  mark_ads_and_chatter(transcript, {});
  EXPECT_NE(transcript.cues[83].kind, CueKind::ad);
}

TEST(Marks, LeaveAMiddleThatIsNoPause) {
  auto transcript = planted_in_one_turn(read_with_a_middle(), 80);
  for (auto n = std::size_t{83}; n < transcript.cues.size(); ++n) {
    transcript.cues[n].start += std::chrono::minutes{1};
    transcript.cues[n].end += std::chrono::minutes{1};
  }
  mark_ads_and_chatter(transcript, {});
  EXPECT_NE(transcript.cues[83].kind, CueKind::ad);
}

}  // namespace
}  // namespace pith::transcript
