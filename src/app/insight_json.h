// Insights as the JSON that `pith distill` and `pith brief` print: seconds, words, speakers.
#pragma once

#include <chrono>

#include "domain/insight.h"
#include "lib/json/json.h"

namespace pith::app {

double seconds_of(std::chrono::milliseconds at);
// [{"start", "end", "quote", "speaker"}, ...]
json::Value evidence_as_json(const Insight& insight);

}  // namespace pith::app
