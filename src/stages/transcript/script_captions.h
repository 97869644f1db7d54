// SubStation Alpha (.ssa, .ass) as subtitle editors write it. Inside stages/transcript only.
#pragma once

#include <string_view>

#include "stages/transcript/raw.h"

namespace pith::transcript {

// The dialogue of its [Events], in the order of time; "Name" is the speaker. No cues where there is none.
RawTranscript read_script_captions(std::string_view text);

}  // namespace pith::transcript
