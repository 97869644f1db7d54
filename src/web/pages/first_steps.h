// What pages say where no show is followed yet.
#pragma once

#include "lib/templates/templates.h"
#include "web/page.h"

namespace pith::web {

// SENTENCE, and FOLLOW: the way to the form, for who may use it. Others who run this Pith have the command line.
void add_first_step(const Context& context, templates::Values& body);

}  // namespace pith::web
