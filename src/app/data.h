// The files of data/: linked into the binary, or read from the folder of --data. Immutable after loading; thread-safe.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "base/result.h"

namespace pith::app {

class Data {
 public:
  static Data embedded();
  static Result<Data> from_folder(const std::filesystem::path& folder);

  // The bytes of "models/cue-en.bin"; not_found names what is missing. Valid as long as this object.
  Result<std::string_view> file(std::string_view name) const;

 private:
  std::map<std::string, std::string_view, std::less<>> files_;
  std::map<std::string, std::string, std::less<>> owned_;
};

}  // namespace pith::app
