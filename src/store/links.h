// Links between insights (domain/storyline.h), each stored once and found from both ends.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/storyline.h"
#include "store/store.h"

namespace pith::store {

void put_links(Tx& tx, std::span<const Link> links);  // adds or replaces, by (from, to)

// Links that begin or end at the insight, best first.
Result<std::vector<Link>> links_of(const Session& session, std::string_view insight_id);

}  // namespace pith::store
