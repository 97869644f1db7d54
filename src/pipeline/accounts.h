// The upkeep of accounts: what was asked for and never used goes.
#pragma once

#include "base/result.h"
#include "base/time.h"
#include "store/store.h"

namespace pith::pipeline {

// Removes tokens that expired, letters of days ago, and readers who never confirmed.
Result<void> tidy_accounts(store::Store& store, Time now);

}  // namespace pith::pipeline
