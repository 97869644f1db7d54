#include "stages/transcript/speech.h"

#include <cmath>

#include <gtest/gtest.h>

#include "support/files.h"

namespace pith::transcript {
namespace {

using namespace std::chrono_literals;

// `seconds` of a tone, over a little noise.
void add_sound(std::vector<std::int16_t>& out, double seconds, double loudness) {
  unsigned noise = 7;
  for (int n = 0; n < static_cast<int>(seconds * samples_a_second); ++n) {
    noise = noise * 1664525U + 1013904223U;
    const double hiss = (static_cast<double>(noise >> 16U) / 32768.0 - 1) * 20;
    out.push_back(static_cast<std::int16_t>(loudness * std::sin(n * 0.15) + hiss));
  }
}

std::vector<AudioSpan> speech_of(const std::vector<std::int16_t>& samples) {
  LoudnessMeter meter;
  meter.add(samples);
  return speech_in(meter.frames());
}

TEST(Speech, IsWhatIsLouderThanTheRoom) {
  std::vector<std::int16_t> samples;
  for (int n = 0; n < 3; ++n) {
    add_sound(samples, 2, 0);
    add_sound(samples, 3, 8000);
  }
  EXPECT_EQ(speech_of(samples), (std::vector<AudioSpan>{{2s, 5s}, {7s, 10s}, {12s, 15s}}));
}

TEST(Speech, IsNotInSilenceNorInANoisyRoom) {
  std::vector<std::int16_t> samples(samples_a_second * 5, 0);
  EXPECT_TRUE(speech_of(samples).empty());
  samples.clear();
  add_sound(samples, 5, 0);
  EXPECT_TRUE(speech_of(samples).empty());
}

TEST(Speech, HoldsBreathsBetweenWords) {
  std::vector<std::int16_t> samples;
  add_sound(samples, 2, 0);
  add_sound(samples, 1, 8000);
  add_sound(samples, 0.3, 0);
  add_sound(samples, 1, 8000);
  add_sound(samples, 2, 0);
  EXPECT_EQ(speech_of(samples).size(), 1U);
}

TEST(Pieces, AreCutInTheLongestPauseNearTheTarget) {
  const std::vector<AudioSpan> speech{{0s, 95s}, {96s, 104s}, {108s, 200s}, {203s, 260s}};
  EXPECT_EQ(cut_at_pauses(speech, 260s, {.target = 100s, .slack = 10s}),
            (std::vector<AudioSpan>{{0s, 106s}, {106s, 201500ms}, {201500ms, 260s}}));
}

TEST(Pieces, CoverTheWholeSoundWithoutGap) {
  const auto pieces = cut_at_pauses({{0s, 3600s}}, 3600s, {});
  EXPECT_EQ(pieces.front().start, 0s);
  EXPECT_EQ(pieces.back().end, 3600s);
  for (std::size_t n = 1; n < pieces.size(); ++n) EXPECT_EQ(pieces[n].start, pieces[n - 1].end);
}

TEST(Pieces, AreWavFiles) {
  const auto header = wav_header(16000);
  EXPECT_EQ(header.size(), 44U);
  EXPECT_EQ(header.substr(0, 4), "RIFF");
  EXPECT_EQ(header.substr(40, 4), std::string("\x00\x7d\x00\x00", 4));
}

}  // namespace
}  // namespace pith::transcript
