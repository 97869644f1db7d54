// The head of a line of talk in a prompt, "[ID] Speaker: ". Models copy it into what they quote. Pure and thread-safe.
#pragma once

#include <string>

#include "domain/transcript.h"
#include "stages/insight/quotes.h"

namespace pith::insight {

std::string line_head(const Transcript& transcript, int cue);

// The quote without the head, or the part of it, that it begins with: only where that names the cue that is cited, or
// its speaker. A quote that cites none but begins with an ID cites that.
OfferedQuote without_line_head(const Transcript& transcript, OfferedQuote quote);

}  // namespace pith::insight
