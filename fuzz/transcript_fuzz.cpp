// folders: stages/transcript
// Any bytes as a transcript, its kind told from what is in them: text, Markdown, TTML and Podlove XML among them.
#include <cstdint>
#include <string_view>

#include "stages/transcript/read_transcript.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto transcript = pith::transcript::read_transcript(bytes, {.declared_type = "text/plain; charset=iso-8859-1"});
  if (!transcript) return 0;
  for (const auto& cue : transcript->cues)
    if (cue.text.empty() || cue.end < cue.start || !pith::text::is_valid_utf8(cue.text)) __builtin_trap();
  return 0;
}
