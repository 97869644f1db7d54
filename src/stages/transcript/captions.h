// Caption files: blocks of a timing line and text. Inside stages/transcript only; text is valid UTF-8.
#pragma once

#include <string_view>

#include "stages/transcript/raw.h"

namespace pith::transcript {

// WebVTT by its own rules; the header decides nothing here. Where those rules leave out most timing lines, the file is
// read as captions of no fixed form instead.
RawTranscript read_vtt(std::string_view text);
// SRT, SBV and whatever else has lines "time --> time" with text below, numbered or not.
RawTranscript read_srt(std::string_view text);

// How many lines look like timing lines of any form; what tells captions from other text.
std::size_t count_timing_lines(std::string_view text);

}  // namespace pith::transcript
