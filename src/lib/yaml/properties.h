// yaml-cpp, wrapped: the properties of a note, one mapping of names to texts or lists of texts. Pure and thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace pith::yaml {

struct Property {
  std::string name;
  std::vector<std::string> values;  // of a list all, of a text one; of anything else none
  int line = 1;                     // of its name
};

// In their order. `first_line`: where in its file the text begins; all lines are counted from there. invalid_input,
// with the line, where the text is no YAML, no mapping or has aliases; too_large beyond 256 KB.
Result<std::vector<Property>> read_properties(std::string_view text, int first_line = 1);

}  // namespace pith::yaml
