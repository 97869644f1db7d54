// Which of the episodes that a first look found are the newest. Internal to stages/episode; pure.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "base/chunked.h"
#include "base/time.h"
#include "domain/episode.h"

namespace pith::episode {

// The places of the episodes, newest first. `said`: each one's date as published. What has none ranks behind the older
// of its neighbours in the document; what is dated in the future, behind all. A document without any date counts as
// newest first, unless its numbers rise.
std::vector<std::size_t> newest_first(const Chunked<Episode>& found, const std::vector<std::optional<Time>>& said,
                                      Time now);

}  // namespace pith::episode
