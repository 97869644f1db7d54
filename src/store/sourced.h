// Insights with their episodes and shows, for renderings.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "domain/sourced.h"
#include "store/store.h"

namespace pith::store {

// In the order of `ids`; one whose insight, episode or show is not there is left out.
Result<std::vector<SourcedInsight>> sourced_insights(const Session& session, std::span<const std::string> ids);

}  // namespace pith::store
