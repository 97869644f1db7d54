// Episodes whose publisher gives them no title.
#pragma once

#include <string>

#include "domain/episode.h"

namespace pith {

// What such an episode goes by: the first words of its description, else the day of its publication in UTC ("Episode of
// 3 January 2026"). Never empty.
std::string fallback_title(const Episode& episode);
// Whether it has no title but that, as far as the episode tells.
bool is_untitled(const Episode& episode);

}  // namespace pith
