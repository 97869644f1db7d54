// folders: stages/transcript
// The model of ad reads (ads-en.txt): an error, or a score for every cue. Where the first byte is odd, the rest are the
// weights of a sound file.
#include "stages/transcript/ad_model.h"
#include "stages/transcript/ad_windows.h"
#include "support/small_talk.h"

namespace {

// Each line's number is what the fuzzer wrote up to its next line's end.
std::string file_of(std::string_view numbers) {
  auto names = pith::transcript::ad_feature_names(0);
  names.insert(names.begin(), "bias");
  std::string bytes = "pithads1\n";
  for (const auto& name : names) {
    const auto number = numbers.substr(0, numbers.find('\n'));
    numbers.remove_prefix(std::min(numbers.size(), number.size() + 1));
    bytes.append(name).append(" ").append(number.empty() ? "0" : number).append("\n");
  }
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto bytes = data[0] % 2 == 0 ? std::string(rest) : file_of(rest);
  const auto model = pith::transcript::AdModel::parse(bytes, {});
  if (!model) return 0;
  static const auto transcript = pith::fuzz::small_talk();
  if (model->scores(transcript).size() != transcript.cues.size()) __builtin_trap();
  return 0;
}
