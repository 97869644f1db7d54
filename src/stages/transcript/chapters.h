// The podcast namespace's chapters file. Pure.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/feed.h"

namespace pith::transcript {

// Chapters in order of time; those without a start fall. invalid_input where the bytes are no JSON with chapters.
Result<std::vector<Chapter>> read_chapters(std::string_view bytes);

}  // namespace pith::transcript
