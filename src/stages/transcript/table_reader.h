// Transcripts as tables of values with a line of headings. Inside stages/transcript only; text is valid UTF-8.
#pragma once

#include <optional>
#include <string_view>

#include "stages/transcript/raw.h"

namespace pith::transcript {

// "Speaker Name,Start Time,End Time,Text" and rows of such values, by commas or semicolons, quoted where they hold one
// (RFC 4180). Nothing where the first line names no column of times and none of words.
std::optional<RawTranscript> read_table(std::string_view text);

}  // namespace pith::transcript
