// Which cues marked as ads are ads beyond doubt. Many marks are wrong: in the labelled episodes nine of ten marked cues
// are no ad to the editor. Whatever is marked is never quoted nor shown to a model (invariant 6); but the names and
// numbers of what is quoted may be said there, unless somebody plainly sells something. Pure and thread-safe.
#pragma once

#include <vector>

#include "domain/transcript.h"

namespace pith::insight {

// By cue: in a run of cues marked as ads in which a sponsor, an offer or an address to go to is named.
std::vector<bool> plain_ads(const Transcript& transcript);

}  // namespace pith::insight
