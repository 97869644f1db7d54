// The upkeep of accounts: what was asked for and never used goes, and so does what was sent long ago.
#pragma once

#include "base/result.h"
#include "base/time.h"
#include "store/store.h"

namespace pith::pipeline {

// Removes tokens that expired, letters of days ago, readers who never confirmed, and the bytes of mails sent a month
// ago.
Result<void> tidy_accounts(store::Store& store, Time now);

}  // namespace pith::pipeline
