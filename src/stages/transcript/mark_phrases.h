// Phrases that tell an ad or chatter by themselves. Inside stages/transcript only.
#pragma once

#include <string_view>

namespace pith::transcript {

struct PhraseScore {
  float ads = 0;  // in the model's units: 1 tips a doubtful cue, 3 an innocent one
  float chatter = 0;
};

// Of a lower-cased text.
PhraseScore score_phrases(std::string_view lowered);

// A break as some transcripts write it: "Break:", "[AD BREAK]", "Sponsor:".
bool is_break_line(std::string_view lowered);

}  // namespace pith::transcript
