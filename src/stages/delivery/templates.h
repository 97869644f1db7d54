// The stage's own templates, linked into the program and read once. Thread-safe.
#pragma once

#include "lib/templates/templates.h"

namespace pith::delivery {

// Fills one of templates/; an error here is a damaged program.
Result<std::string> fill(std::string_view name, const templates::Values& values);

}  // namespace pith::delivery
