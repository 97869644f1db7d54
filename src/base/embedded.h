// Files linked into the binary (cmake/PithData.cmake makes one function a set). The bytes live as long as the program.
#pragma once

#include <span>
#include <string_view>

namespace pith {

struct EmbeddedFile {
  std::string_view name;  // relative to the set's root, "models/cue-en.bin"
  std::string_view bytes;
};

}  // namespace pith
