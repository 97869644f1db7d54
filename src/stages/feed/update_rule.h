// A publisher's word on how often something new comes: the recurrence rule of podcast:updateFrequency (RFC
// 5545, 3.3.10). Pure.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "base/time.h"

namespace pith::feed {

struct UpdateRule {
  std::chrono::minutes gap;   // from one to the next, on average
  std::optional<Time> until;  // the last one comes by then
};

// "FREQ=WEEKLY;BYDAY=MO,TH" -> three and a half days. Nothing where it names no known frequency.
std::optional<UpdateRule> parse_update_rule(std::string_view rrule);

}  // namespace pith::feed
