// tomlplusplus, wrapped: a TOML file flattened to dotted keys, each with its line. Arrays hold texts only: Pith's
// settings need no more.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"

namespace pith::toml {

using Value = std::variant<std::string, std::int64_t, double, bool, std::vector<std::string>>;

struct Entry {
  std::string key;  // "mail.smtp_url"
  Value value;
  int line = 0;
};

// Entries in the order of their lines. Errors name `name`, line and column.
Result<std::vector<Entry>> read(std::string_view text, std::string_view name);

}  // namespace pith::toml
