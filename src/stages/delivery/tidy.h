// What a rendering may rely on: texts that are one line of valid UTF-8 without control characters and of bounded
// length, addresses that are http, https or relative. Pure.
#pragma once

#include <string>
#include <string_view>

#include "stages/delivery/brief_view.h"

namespace pith::delivery {

BriefView tidy(BriefView brief);
PickView tidy_pick(PickView pick);
std::string tidy_title(std::string_view title);

// Whether the quote says more than the text already does: showing both would repeat.
bool quote_adds(const PickView& pick);

}  // namespace pith::delivery
