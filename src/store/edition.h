// Counts the changes to what may enter briefs: insights, links, shows, episodes. What was made of these holds while the
// edition stays the same, whichever process writes.
#pragma once

#include <string>

#include "base/result.h"
#include "store/store.h"

namespace pith::store {

Result<std::string> edition(const Session& session);
void next_edition(Tx& tx);  // called by what changes them, for the files of this folder

}  // namespace pith::store
