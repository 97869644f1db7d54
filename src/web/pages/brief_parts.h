// A brief as pages and feeds show it.
#pragma once

#include <cstddef>
#include <string>

#include "domain/brief.h"
#include "stages/delivery/addresses.h"
#include "stages/delivery/brief_view.h"
#include "web/page.h"

namespace pith::web {

// With its picks read from the store; those of hidden shows are left out, and the reasons where it is another's brief.
delivery::BriefView brief_view(const Context& context, const Brief& brief, const delivery::Addresses& addresses);

// "Today's five", "The five", "The three", "Nothing today".
std::string heading_of(std::size_t picks, bool today);

}  // namespace pith::web
