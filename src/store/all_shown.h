// Every insight that lists may show, one after the other, without all of them in memory.
#pragma once

#include <functional>

#include "base/result.h"
#include "domain/sourced.h"
#include "store/store.h"

namespace pith::store {

// Those that stand, by (published, id), without hidden and private shows and hidden episodes. Ends with the first error
// of `visit`.
Result<void> for_all_shown(const Session& session, const std::function<Result<void>(const SourcedInsight&)>& visit);

}  // namespace pith::store
