// Podcasting 2.0 chapter files (application/json+chapters).
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/feed.h"

namespace pith::feed {

// In order of time; chapters without a start are left out. `base_url` resolves their links. invalid_input for what is
// no chapter file.
Result<std::vector<Chapter>> read_chapters(std::string_view bytes, std::string_view base_url);

}  // namespace pith::feed
