// What `pith features --headlines` prints: a line for each clause that could be the headline of one of a talk's
// passages, for people to rate and tools/train_headlines.py to learn from. Tab-separated, the first line names the
// columns: the first and last cue of the passage, the cue of the clause, the headline and its traits. Pure.
#pragma once

#include <string>

#include "domain/transcript.h"
#include "stages/insight/background.h"
#include "stages/insight/cue_model.h"

namespace pith::insight {

std::string headline_rows(const Transcript& transcript, const Background& background, const CueModel& cues);

}  // namespace pith::insight
