// The robots exclusion protocol (RFC 9309): which paths of a site a program may read. Pure.
#pragma once

#include <string_view>

namespace pith::feed {

// Whether `agent` ("pith") may read `path` (with its query), as the site's robots.txt has it. The groups that name the
// agent count, all of them, else those of "*"; the longest rule that matches decides, allow before disallow. Bytes
// beyond 500 kB are not read. Any bytes are a robots.txt; what is no rule says nothing.
bool robots_allow(std::string_view robots_txt, std::string_view agent, std::string_view path);

}  // namespace pith::feed
