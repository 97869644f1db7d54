// `pith relate FILE --json`: relates the insights of a file to one another, without touching any store.
#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/insight.h"
#include "domain/profile.h"
#include "stages/storyline/profiler.h"

namespace pith::storyline {

// JSON Lines, an insight a line: `id`, `episode`, `headline`, `text`, `topics`, `entities`; also `show` and `published`
// where they are known. Blank lines are passed over. invalid_input names the line that is no insight or repeats an id.
Result<std::vector<Insight>> read_insight_lines(std::string_view bytes);

// {"<id>": [{"id", "kind", "score"}, ...]}: for each insight the nearest of other episodes, best first.
// `near` finds them, nearest first: index::ProfileIndex::near with all profiles put, or any other way.
using FindNear = std::function<std::vector<Neighbour>(const Profile&)>;
std::string relations_as_json(std::span<const Profile> profiles, const FindNear& near);

}  // namespace pith::storyline
