// Insights from notes and highlights, which hold less than an archive does.
#pragma once

#include <span>
#include <string_view>

#include "base/result.h"
#include "domain/sourced.h"
#include "store/imported.h"
#include "store/store.h"

namespace pith::store {

// Why an episode that was made of them is as it is.
inline constexpr std::string_view no_transcript = "its insights were imported; its transcript is not here";

// All of them or none, in one transaction. One whose id, or whose first quote in its episode, is here already changes
// nothing; nor does one of an episode whose transcript is here, for this home has distilled that itself. Where show or
// episode are not here they are made of what the source says of them: the show not followed, the episode without a
// transcript. An empty id of either means the one of that title here, else one made of the title. What came in is
// related by `relate_version`, as work.
Result<Imported> import_insights(Store& store, std::span<const SourcedInsight> sources,
                                 std::string_view relate_version);

}  // namespace pith::store
