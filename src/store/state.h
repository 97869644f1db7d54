// `pith export --state`: everything that two runs over the same world must have equal, as JSON lines sorted by id.
// Left out is what depends on the wall clock and on luck: poll times, failure counts, leases, attempts, pending work.
#pragma once

#include <functional>
#include <string_view>

#include "base/result.h"
#include "store/store.h"

namespace pith::store {

using LineSink = std::function<Result<void>(std::string_view line)>;  // gets lines without their end

Result<void> export_state(const Session& session, const LineSink& sink);

}  // namespace pith::store
