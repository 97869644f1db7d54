// Is the talk in the language the built-in distiller knows? Pure.
#pragma once

#include "base/result.h"
#include "domain/transcript.h"

namespace pith::insight {

// unsupported, naming the language, where the words are plainly not English. What was declared counts only where the
// words are too few to tell.
Result<void> require_english(const Transcript& transcript);

}  // namespace pith::insight
