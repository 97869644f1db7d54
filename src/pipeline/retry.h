// When a step that failed is tried again, and when it is given up (docs/decisions/0002). Pure.
#pragma once

#include <chrono>
#include <optional>

#include "base/result.h"
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
  bool guest = false;    // it asks a publisher's server: what that answers is asked again once at most, then by time
  bool replans = false;  // what gives it up plans when it is asked next
};

// Whose fault a failure is. `answer`: asked in the same words the server will answer the same for long (404, a
// transcript that is none); `way`: it may pass (no connection, 500, 429).
enum class Fault { own, way, answer };
Fault fault_of(const Error& error);

struct Trouble {
  std::optional<Seconds> asked = {};  // what Retry-After said
  Fault fault = Fault::own;
};

// `attempts`: how often the step has failed, this time included. Empty: give up.
std::optional<Retry> next_retry(int attempts, const Patience& patience, ClockKind clock, const Trouble& trouble);

}  // namespace pith::pipeline
