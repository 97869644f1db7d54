#include "stages/transcript/speech.h"

#include <algorithm>
#include <cmath>
#include <optional>

namespace pith::transcript {

namespace {

using Ms = std::chrono::milliseconds;

constexpr int frame_samples = samples_a_second / 50;
constexpr float silence = -96;
constexpr float quiet_room = -50;       // dB; what stays below is no speech, however even it is
constexpr float least_range = 8;        // dB between quiet and loud; with less there are no pauses to tell
constexpr float share_of_range = 0.3F;  // how far above its quiet a recording is speech
constexpr Ms longest_breath{400};       // a shorter pause belongs to the talk
constexpr Ms shortest_word{120};

float decibels(double mean_square) {
  return mean_square < 1e-9 ? silence : std::max(silence, static_cast<float>(10 * std::log10(mean_square)));
}

float at_rank(std::vector<float> sorted_later, double share) {
  const auto place =
      sorted_later.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(sorted_later.size() - 1));
  std::ranges::nth_element(sorted_later, place);
  return *place;
}

// Above this a frame is speech.
float threshold_of(std::span<const float> loudness) {
  std::vector<float> audible;  // digital silence says nothing of the room
  std::ranges::copy_if(loudness, std::back_inserter(audible), [](float level) { return level > silence + 1; });
  if (audible.empty()) return 0;
  const float quiet = at_rank(audible, 0.05);
  const float loud = at_rank(audible, 0.95);
  if (loud - quiet < least_range) return quiet_room;
  return std::max(quiet + share_of_range * (loud - quiet), std::min(quiet_room, loud - least_range));
}

std::vector<AudioSpan> runs_above(std::span<const float> loudness, float threshold) {
  std::vector<AudioSpan> runs;
  for (std::size_t n = 0; n < loudness.size(); ++n) {
    if (loudness[n] <= threshold) continue;
    const auto start = frame_length * static_cast<std::int64_t>(n);
    if (!runs.empty() && start - runs.back().end <= longest_breath)
      runs.back().end = start + frame_length;
    else
      runs.push_back({start, start + frame_length});
  }
  return runs;
}

// The middle of the longest pause in [from, to].
std::optional<Ms> longest_pause(const std::vector<AudioSpan>& speech, Ms from, Ms to) {
  AudioSpan best{from, from};
  Ms quiet_since = from;
  const auto consider = [&](Ms until) {
    if (until - quiet_since > best.end - best.start) best = {quiet_since, until};
  };
  for (const auto& span : speech) {
    if (span.end <= from) continue;
    if (span.start >= to) break;
    consider(span.start);
    quiet_since = std::max(quiet_since, span.end);
  }
  consider(to);
  if (best.end <= best.start) return std::nullopt;
  const auto middle = (best.start + best.end) / 2;
  return middle / frame_length * frame_length;
}

void put_number(std::string& out, std::uint32_t value, int bytes) {
  for (int n = 0; n < bytes; ++n) out += static_cast<char>(value >> (8 * n) & 0xff);
}

}  // namespace

Ms length_of(const std::vector<AudioSpan>& spans) {
  Ms sum{0};
  for (const auto& span : spans) sum += span.end - span.start;
  return sum;
}

void LoudnessMeter::add(std::span<const std::int16_t> samples) {
  for (const auto sample : samples) {
    const double value = sample / 32768.0;
    energy_ += value * value;
    if (++held_ < frame_samples) continue;
    frames_.push_back(decibels(energy_ / frame_samples));
    energy_ = 0;
    held_ = 0;
  }
}

std::vector<AudioSpan> speech_in(std::span<const float> loudness) {
  auto runs = runs_above(loudness, threshold_of(loudness));
  std::erase_if(runs, [](const AudioSpan& run) { return run.end - run.start < shortest_word; });
  return runs;
}

std::vector<AudioSpan> cut_at_pauses(const std::vector<AudioSpan>& speech, Ms length, const CutRules& rules) {
  std::vector<AudioSpan> pieces;
  Ms start{0};
  while (length - start > rules.target + rules.slack) {
    const auto wished = start + rules.target;
    const auto cut = longest_pause(speech, wished - rules.slack, wished + rules.slack).value_or(wished);
    pieces.push_back({start, cut});
    start = cut;
  }
  if (length > start) pieces.push_back({start, length});
  return pieces;
}

std::string wav_header(std::int64_t samples) {
  const auto bytes = static_cast<std::uint32_t>(samples * 2);
  std::string out = "RIFF";
  put_number(out, bytes + 36, 4);
  out += "WAVEfmt ";
  put_number(out, 16, 4);
  put_number(out, 1, 2);  // linear samples
  put_number(out, 1, 2);  // channel
  put_number(out, samples_a_second, 4);
  put_number(out, samples_a_second * 2, 4);
  put_number(out, 2, 2);
  put_number(out, 16, 2);
  out += "data";
  put_number(out, bytes, 4);
  return out;
}

}  // namespace pith::transcript
