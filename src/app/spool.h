// A copy of an input in a folder, without a name there: it goes with the process. Who reads it waits for no pipe.
#pragma once

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include "app/input.h"
#include "base/result.h"

namespace pith::app {

class Spool {
 public:
  // Takes all that the input still has, for its owner's eyes alone. disk_full where the folder cannot hold it, io where
  // it cannot be written in.
  static Result<Spool> of(Input& input, const std::filesystem::path& folder);
  std::optional<std::string> next_line();  // without its end; empty at the end
  void rewind();

 private:
  Spool() = default;
  std::fstream file_;
};

}  // namespace pith::app
