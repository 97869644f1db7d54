// folders: stages/transcript
// WebVTT: whatever the bytes, cues come out sound or an error with a reason.
#include <chrono>
#include <cstdint>
#include <string>

#include "stages/transcript/read_transcript.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string bytes = "WEBVTT\n\n" + std::string(reinterpret_cast<const char*>(data), size);
  const auto transcript = pith::transcript::read_transcript(bytes, {.duration = std::chrono::seconds{60}});
  if (!transcript) return 0;
  for (const auto& cue : transcript->cues)
    if (cue.text.empty() || cue.end < cue.start || !pith::text::is_valid_utf8(cue.text)) __builtin_trap();
  return 0;
}
