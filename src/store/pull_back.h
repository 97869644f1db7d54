// Puts right what a clock that was ahead for a time has left: dates so far ahead that a home would be silent till then.
#pragma once

#include "base/time.h"
#include "store/store.h"

namespace pith::store {

// What lies further ahead than any plan makes it: polls and rests come within a week, other work now, and readers whose
// last brief is of a day to come get the next one at their hour.
void pull_back(Tx& tx, Time now);

}  // namespace pith::store
