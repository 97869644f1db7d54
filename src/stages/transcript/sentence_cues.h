// Raw cues as cues of about one sentence. Inside stages/transcript only.
#pragma once

#include <vector>

#include "stages/transcript/raw.h"

namespace pith::transcript {

// Are the cues sentences as they stand: most end like one, few hold several, none of paragraph length on average?
bool are_sentences(const std::vector<RawCue>& cues);

// Joins fragments of one speaker's turn to sentences and splits cues that hold several, with times in between by the
// share of letters. Texts come out with white space folded. `concatenate`: texts bring their own spaces.
std::vector<RawCue> to_sentences(const std::vector<RawCue>& cues, bool concatenate);

}  // namespace pith::transcript
