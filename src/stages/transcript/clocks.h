// A transcript's clock and a feed's that differ by a known mistake. Inside stages/transcript only.
#pragma once

#include <chrono>
#include <optional>

#include "stages/transcript/raw.h"

namespace pith::transcript {

// The episode's length as the transcript bears it out: a feed's "60" or "1:00" is an hour where its words take one.
// Times that begin at a full hour, as a tape's do, are set back by it where the rest then fits the length. What was
// done stands in the notes.
std::optional<std::chrono::seconds> agree_on_clock(RawTranscript& raw, std::optional<std::chrono::seconds> duration);

}  // namespace pith::transcript
