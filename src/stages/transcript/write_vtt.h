// A transcript as WebVTT (W3C). Pure.
#pragma once

#include <string>

#include "domain/transcript.h"

namespace pith::transcript {

// Known speakers as <v Name>; what was heard by a recogniser, and how well, and every note as a NOTE at the head.
std::string write_vtt(const Transcript& transcript);

}  // namespace pith::transcript
