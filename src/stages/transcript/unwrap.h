// What transcripts come wrapped in. Inside stages/transcript only.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace pith::transcript {

bool is_gzip(std::string_view bytes);
// too_large where more than `most` bytes are packed, invalid_input where they cannot be unpacked.
Result<std::string> unpack_gzip(std::string_view bytes, std::size_t most);

// The text that is one JSON string, or has its line breaks written out as \n; any other as it is.
std::string unwrap_text(std::string text);

}  // namespace pith::transcript
