// Transcripts in JSON. Inside stages/transcript only; text is valid UTF-8.
#pragma once

#include <string_view>

#include "base/result.h"
#include "stages/transcript/raw.h"

namespace pith::transcript {

// Segments of the podcast namespace, of Whisper and its kin, of aligners ("fragments") and services ("utterances"): a
// list of objects with words and, mostly, times; at the top or under a known name. invalid_input where there is none.
Result<RawTranscript> read_json(std::string_view text);

}  // namespace pith::transcript
