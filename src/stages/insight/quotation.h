// Quotations that run over several cues: what stands inside one is somebody else's words, or a supposed speaker's, and
// nothing in the cue itself shows it. Pure.
#pragma once

#include <vector>

#include "stages/insight/talk.h"

namespace pith::insight {

// For each cue, whether it begins inside a quotation that an earlier cue of its turn opened and one not far behind
// closes.
std::vector<bool> begins_inside_quotation(const Talk& talk);

}  // namespace pith::insight
