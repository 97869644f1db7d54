// Hosts and feeds that want to be left alone for a while, over all processes and restarts.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "store/store.h"

namespace pith::store {

// A host (what Retry-After asks for) or a feed's id (how long its server has it kept). Never sooner than an earlier
// wish said.
void rest(Tx& tx, std::string_view subject, Time until);
Result<std::optional<Time>> rests_until(const Session& session, std::string_view subject);

// When each host may be asked again for the sake of its pace: what a client leaves for the next process.
void put_pace(Tx& tx, const std::map<std::string, Time>& free_at);
Result<std::map<std::string, Time>> pace_after(const Session& session, Time now);

}  // namespace pith::store
