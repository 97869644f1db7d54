// Counts the changes to what may enter briefs: insights, their links, and what briefs hold of their shows and episodes.
// What was made of these holds while the edition stays the same, whichever process writes. A feed that is polled, or an
// episode that is new, changes nothing of it.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "store/store.h"

namespace pith::store {

Result<std::string> edition(const Session& session);
// The insights written, replaced or removed since an edition that was read before.
Result<std::vector<std::string>> insights_changed_since(const Session& session, const std::string& edition);

// For the files of this folder: called by what changes them, note_change first.
void note_change(Tx& tx, const std::string& insight_id);
void next_edition(Tx& tx);

}  // namespace pith::store
