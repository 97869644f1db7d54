// A script cut into its statements. Knows quotes and comments, not triggers (whose bodies hold semicolons).
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pith::sql {

std::vector<std::string> split_statements(std::string_view script);  // without comments, without empty ones

}  // namespace pith::sql
