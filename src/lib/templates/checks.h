// What ctemplate does not refuse by itself, though it would leave a hole in the escaping.
#pragma once

#include "base/embedded.h"
#include "base/result.h"

namespace pith::templates {

// An .html or .xml file begins with its AUTOESCAPE line, quotes every attribute that holds a value, keeps values out of
// scripts, and never switches the escaping off (":none"). The error names file and line.
Result<void> check(const EmbeddedFile& file);

}  // namespace pith::templates
