// Whether an insight speaks of what a webhook listens for. Pure.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "domain/insight.h"

namespace pith::delivery {

// Those of the words and phrases that stand in its headline, text or quotes: word by word in their order, whatever
// their case and English ending ("heat pump" is in "Heat pumps work").
std::vector<std::string> words_met(std::span<const std::string> wanted, const Insight& insight);

}  // namespace pith::delivery
