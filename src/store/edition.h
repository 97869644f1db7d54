// Counts the changes to what may enter briefs: insights, their links, and what briefs hold of their shows and episodes.
// What was made of these holds while the edition stays the same, whichever process writes. A feed that is polled, or an
// episode that is new, changes nothing of it.
#pragma once

#include <string>

#include "base/result.h"
#include "store/store.h"

namespace pith::store {

Result<std::string> edition(const Session& session);
void next_edition(Tx& tx);  // called by what changes them, for the files of this folder

}  // namespace pith::store
