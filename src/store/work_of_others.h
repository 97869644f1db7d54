// What other processes have under way, or will have, of the work table (store/work.h).
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "store/store.h"

namespace pith::store {

// The owners of what is leased of these steps, without this one.
Result<std::vector<std::string>> others_at_work(const Session& session, std::string_view owner,
                                                const std::vector<std::string>& steps);
// Whether any of the step on the subject, of whatever version, is due, now or later, or under way.
Result<bool> is_pending(const Session& session, std::string_view step, std::string_view subject);

}  // namespace pith::store
