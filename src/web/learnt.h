// What the briefs have learnt of a reader, as they may see and undo it.
#pragma once

#include <string_view>
#include <vector>

#include "stages/brief/learnt.h"
#include "web/page.h"

namespace pith::web {

// What follows for the next briefs from what they said of insights, strongest first; taking a verdict back takes its
// part away. What they named themselves and judged by nothing is not among it.
std::vector<brief::Learnt> learnt_of(const Context& context, std::string_view reader_id);

}  // namespace pith::web
