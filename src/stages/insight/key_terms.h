// What a passage is about, and who and what it names, told from the talk's own words. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "stages/insight/background.h"
#include "stages/insight/passages.h"
#include "stages/insight/talk_counts.h"

namespace pith::insight {

// Up to three words or pairs of words, lower case, that are rare in other talk and come again in this one; best first.
std::vector<std::string> topics_of(const Talk& talk, const TalkCounts& counts, const Passage& passage);

// The names in a text, in order, each once. A common word alone ("Then") is none.
std::vector<std::string> entities_in(std::string_view text, const Background& background);

}  // namespace pith::insight
