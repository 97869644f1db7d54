// The part of /settings that is for programs: keys of the API, and the reader's own feed.
#pragma once

#include "web/page.h"

namespace pith::web {

void add_programs(const Context& context, templates::Values& body);

}  // namespace pith::web
