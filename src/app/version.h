// Pith's own version, as `pith --version`, the User-Agent and exports name it.
#pragma once

#include <string_view>

namespace pith::app {

inline constexpr std::string_view version = "0.1.0";
inline constexpr std::string_view version_date = "2026-11-26";  // of its manual pages

}  // namespace pith::app
