// The parts of the status page that tell of distilling: what the language model cost and gave, what is tried again.
#pragma once

#include "web/page.h"

namespace pith::web {

void add_model(const Context& context, templates::Values& body);
void add_later(const Context& context, templates::Values& body);

// The title of what a task is about, else its id.
std::string subject_of(const Context& context, std::string_view id);

}  // namespace pith::web
