// folders: stages/transcript
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "stages/transcript/hearing.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace std::chrono_literals;
  namespace transcript = pith::transcript;
  const std::string bytes(reinterpret_cast<const char*>(data), size);
  const std::vector<transcript::HeardPiece> pieces{{{0s, 30s}, bytes}, {{30s, 60s}, bytes.substr(size / 2)}};
  const auto joined = transcript::join_hearing(
      pieces, {.length = 60s, .speech = {{1s, 20s}, {25s, 59s}}, .recogniser = "fuzz", .language = ""});
  if (joined && (joined->heard_percent < 50 || joined->heard_percent > 100 || !joined->speakers.empty()))
    __builtin_trap();
  return 0;
}
