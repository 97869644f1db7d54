// When a step that failed is tried again, and when it is given up (docs/decisions/0002). Pure.
#pragma once

#include <chrono>
#include <optional>

#include "base/time.h"

namespace pith::pipeline {

enum class ClockKind { running, standing };  // standing: --now; the civil clock does not move

struct Retry {
  std::chrono::milliseconds pause{0};
  bool keep_lease = false;  // wait it out in memory: the civil due time would never come
};

// How often a step is tried and how patiently.
struct Patience {
  int attempts = 12;     // then it is given up
  bool at_once = false;  // somebody waits for it: short pauses, whatever the clock
};

// `attempts`: how often the step has failed, this time included; `asked`: what Retry-After said. Empty: give up.
std::optional<Retry> next_retry(int attempts, const Patience& patience, ClockKind clock, std::optional<Seconds> asked);

}  // namespace pith::pipeline
