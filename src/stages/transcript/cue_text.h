// Inline markup of captions: voices, styles, time stamps, entities. Inside stages/transcript only.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pith::transcript {

struct Voice {
  std::string speaker;  // of <v Name>; empty where none is said
  std::string text;     // without tags, entities decoded
};

// The voices of one cue's payload, in order; text outside any <v> is a voice without a name. Empty texts fall.
std::vector<Voice> voices_of(std::string_view payload);

// Text without tags and with entities decoded.
std::string strip_markup(std::string_view payload);

}  // namespace pith::transcript
