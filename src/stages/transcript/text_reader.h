// Transcripts as plain text or Markdown. Inside stages/transcript only; text is valid UTF-8.
#pragma once

#include <string_view>

#include "stages/transcript/raw.h"

namespace pith::transcript {

// One cue a paragraph line. Reads, at the beginning of a line or alone on one: times ("00:12", "[1:02:03]", "(0:12 -
// 0:15)"), names ("Name:", "**Name:**"), both ("[00:01] Name:", "Name 00:12", "Name (00:12):"); they hold for the lines
// that follow.
RawTranscript read_text(std::string_view text);

}  // namespace pith::transcript
