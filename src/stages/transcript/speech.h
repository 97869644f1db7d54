// Where speech is in a sound, by its loudness alone, and where it may be cut. Pure.
#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace pith::transcript {

constexpr int samples_a_second = 16'000;
constexpr std::chrono::milliseconds frame_length{20};

struct AudioSpan {
  std::chrono::milliseconds start{0};
  std::chrono::milliseconds end{0};
  bool operator==(const AudioSpan&) const = default;
};

std::chrono::milliseconds length_of(const std::vector<AudioSpan>& spans);

// Loudness of frame after frame, in decibels below full scale (0 down to -96).
class LoudnessMeter {
 public:
  void add(std::span<const std::int16_t> samples);
  const std::vector<float>& frames() const { return frames_; }  // whole ones

 private:
  double energy_ = 0;
  int held_ = 0;
  std::vector<float> frames_;
};

// Stretches louder than the recording's own quiet. Music counts as speech; pauses within a sentence do, too. A sound
// without quiet is speech throughout, silence is none.
std::vector<AudioSpan> speech_in(std::span<const float> loudness);

struct CutRules {
  std::chrono::milliseconds target{std::chrono::minutes{10}};
  std::chrono::milliseconds slack{std::chrono::minutes{1}};  // a cut lies this near the target, in the longest pause
};
// The whole of [0, length) as pieces without gap; the same input gives the same pieces.
std::vector<AudioSpan> cut_at_pauses(const std::vector<AudioSpan>& speech, std::chrono::milliseconds length,
                                     const CutRules& rules);

// The 44 bytes before so many samples of 16 kHz mono sound.
std::string wav_header(std::int64_t samples);

}  // namespace pith::transcript
