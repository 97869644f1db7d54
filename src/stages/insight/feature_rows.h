// What `pith features` prints: a line a cue for the training scripts. Tab-separated, the first line names the columns:
// cue, start and end in seconds, kind, speaker, words (as the model takes them, parted by spaces), the dense features,
// and the vector of the meaning (v0, v1, ...). Pure.
#pragma once

#include <string>

#include "domain/transcript.h"
#include "stages/insight/background.h"

namespace pith::insight {

std::string feature_rows(const Transcript& transcript, const Background& background);

}  // namespace pith::insight
