// The manual pages, made of the table of verbs: man(7) source. Pure.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace pith::app {

// By name: "pith", "pith-brief"; invalid_input where there is no such page.
Result<std::string> manual_page(std::string_view name);

}  // namespace pith::app
