// Makes the one value that every rendering of a brief takes, from the brief and what its picks stand on. Pure.
#pragma once

#include <span>
#include <string>

#include "domain/brief.h"
#include "domain/sourced.h"
#include "stages/delivery/addresses.h"
#include "stages/delivery/brief_view.h"

namespace pith::delivery {

// An insight by itself, without a reason.
PickView view_of(const SourcedInsight& source, const Addresses& addresses);

// `sources` holds the picks' insights in any order; a pick without one is left out.
BriefView view_of(const Brief& brief, std::span<const SourcedInsight> sources, std::string zone,
                  const Addresses& addresses);

}  // namespace pith::delivery
