// SQLite's result codes as Pith's errors.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace pith::sql {

// `code`: SQLite's primary or extended result code; `words`: what it said.
Error failure(int code, std::string_view file, std::string words);

}  // namespace pith::sql
