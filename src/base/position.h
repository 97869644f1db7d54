// Positions in a recording, as programs and people write them; format_position() in base/time.h writes one.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

namespace pith {

// "1:02:03" or "2:03", with fractions, or seconds alone ("3723.5"). Under 100 hours.
std::optional<std::chrono::milliseconds> parse_position(std::string_view text);
// Where a link into a recording begins: "t=" of a media fragment (W3C Media Fragments 1.0, normal play time), which is
// a position, maybe with "npt:" before it and ",END" behind it; or as people write it, "1h2m3s".
std::optional<std::chrono::milliseconds> parse_moment(std::string_view text);

}  // namespace pith
