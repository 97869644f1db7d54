// Recognisers fall into repeating themselves: "thank you thank you thank you". Inside stages/transcript only.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "stages/transcript/raw.h"

namespace pith::transcript {

struct Loops {
  std::size_t words = 0;  // taken out
  std::string phrase;     // that was repeated most
};

// Takes out cues that say one phrase over and over, and runs of cues that say the same (all but the first). People say
// a word three times, not eight.
Loops take_out_loops(std::vector<RawCue>& cues);

}  // namespace pith::transcript
