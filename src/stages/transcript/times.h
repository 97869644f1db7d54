// Times of raw cues: order, what is missing, what cannot be. Inside stages/transcript only.
#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include "base/result.h"
#include "stages/transcript/raw.h"

namespace pith::transcript {

// Puts the cues in order of time and gives every cue a start and an end (>= start): missing ones by the share of
// letters between known neighbours, at the speed of speech where there are none. False where the cues had no times of
// use: then all are estimated.
bool settle_times(std::vector<RawCue>& cues, std::optional<std::chrono::seconds> duration);

// How long people take to say the words of all cues.
Ms time_to_say(const std::vector<RawCue>& cues);

// Milliseconds that were taken for seconds, told by how slowly the words would have been said, are set right.
void mend_scale(std::vector<RawCue>& cues);

// invalid_input, with the reason, where so many words cannot be said in the time given, or times lie far past the
// episode's end.
Result<void> check_density(const std::vector<RawCue>& cues, std::optional<std::chrono::seconds> duration);

}  // namespace pith::transcript
