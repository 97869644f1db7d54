// folders: stages/insight
// The model of cues, the network within included: whatever the bytes, an error or scores for every cue. An even first
// byte: the rest is the file; an odd one: the rest bends a sound file.
#include <algorithm>

#include "stages/insight/cue_model.h"
#include "stages/insight/dense.h"
#include "support/small_talk.h"

namespace {

using pith::fuzz::put;

void put_zeros(std::string& bytes, std::size_t floats) { bytes.append(floats * sizeof(float), '\0'); }

void put_net(std::string& bytes, std::size_t dense) {
  constexpr std::size_t hidden = 64, taps = 5;
  put<std::uint32_t>(bytes, 2);  // buckets
  put<std::uint32_t>(bytes, 1);  // dimensions
  bytes.append(2, '\1');
  put_zeros(bytes, 2 + 2 * dense + (1 + dense) * hidden + hidden);
  put<std::uint32_t>(bytes, 1);  // layers
  put<std::uint32_t>(bytes, 2);  // dilation
  put_zeros(bytes, taps * hidden * hidden + hidden);
  put_zeros(bytes, hidden * pith::insight::ContextNet::outputs + pith::insight::ContextNet::outputs);
}

std::string sound_file() {
  std::string bytes = "pithcue2\n";
  put<std::uint16_t>(bytes, 1);
  bytes += "1";
  const auto& names = pith::insight::dense_names();
  put<std::uint32_t>(bytes, static_cast<std::uint32_t>(names.size()));
  for (const auto name : names) {
    put<std::uint16_t>(bytes, static_cast<std::uint16_t>(name.size()));
    bytes += name;
  }
  put<std::uint32_t>(bytes, 0);  // dimensions
  put<std::uint32_t>(bytes, 0);  // n-grams
  put_zeros(bytes, 3 * (1 + names.size()));
  put_net(bytes, names.size());
  put(bytes, 0.5F);
  put<std::uint32_t>(bytes, 1);  // trees
  put<std::uint32_t>(bytes, 3);  // nodes
  put<std::uint32_t>(bytes, 0);  // root
  for (const int right : {2, 0, 0}) {
    put(bytes, 0.25F);
    put<std::uint16_t>(bytes, 0);
    put<std::uint16_t>(bytes, static_cast<std::uint16_t>(right));
  }
  put_zeros(bytes, 11);
  put<std::uint32_t>(bytes, 1);  // points
  put_zeros(bytes, 2);
  return bytes;
}

// The parts worth bending lie at the file's two ends; the weights between are left out of reach.
std::string bent_file(std::string_view by) {
  static const auto whole = sound_file();
  constexpr std::size_t end = 300;
  if (by.empty()) return whole;
  if (by.front() % 2 == 0) return pith::fuzz::bent(whole, by.substr(1));
  return whole.substr(0, whole.size() - end) + pith::fuzz::bent(whole.substr(whole.size() - end), by.substr(1));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  static const auto background = *pith::insight::Background::parse(std::string("pithtalk1\n") + std::string(12, '\0'));
  const auto bytes = data[0] % 2 == 0 ? std::string(rest) : bent_file(rest);
  const auto model = pith::insight::CueModel::parse(bytes, *background);
  if (!model) return 0;
  static const auto transcript = pith::fuzz::small_talk();
  const auto scores = (*model)->scores(pith::insight::read_talk(transcript, *background), *background);
  if (scores.worth.size() != transcript.cues.size() || scores.key.size() != transcript.cues.size()) __builtin_trap();
  static_cast<void>((*model)->calibrated(scores.worth.front()));
  return 0;
}
