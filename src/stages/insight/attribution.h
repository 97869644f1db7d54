// Whose claim a text says it is: "Anna Smith, who runs it, argues that ...", "according to Anna". English. Pure and
// thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "domain/transcript.h"

namespace pith::insight {

// The speakers of the transcript, by their names there, who say something as the text has it; by their full name, or by
// one of its words that only one speaker has.
std::vector<std::string> said_to_speak(const Transcript& transcript, std::string_view text);

}  // namespace pith::insight
