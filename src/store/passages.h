// A transcript cut into passages for search: runs of talk of some 80 words, never over an ad or chatter. Pure.
#pragma once

#include <string>
#include <vector>

#include "domain/transcript.h"

namespace pith::store {

std::vector<CueRange> passages(const Transcript& transcript);
std::string text_of(const Transcript& transcript, CueRange cues);  // the cues' texts, a space between

}  // namespace pith::store
