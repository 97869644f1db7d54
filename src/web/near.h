// What stands beside an insight: the one list that its page, the API and the tools tell of.
#pragma once

#include <vector>

#include "domain/sourced.h"
#include "domain/storyline.h"
#include "web/page.h"

namespace pith::web {

struct Near {
  Link link;
  SourcedInsight other;
};

// All that stand and may be shown, best first.
std::vector<Near> near_of(const Context& context, const Insight& insight);

}  // namespace pith::web
