// A settings file as keys with line and used-flag. It knows no module: who owns a key asks for it by name, and what
// nobody asked for is reported with file, line and the nearest known name. Not thread-safe: read once, at start.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "lib/toml/document.h"

namespace pith::config {

class Config {
 public:
  Config() = default;
  // `name` stands in every message: the file's path.
  static Result<Config> parse(std::string_view text, std::string name);

  // Empty where the key is absent; an Error with file, line, what was expected and what stands there where its type is
  // wrong.
  template <class T>
  Result<std::optional<T>> get(std::string_view key);

  // "pith.toml:4: ..." for an Error about the value of `key`.
  std::string place_of(std::string_view key) const;
  // One sentence for each key nobody asked for: "pith.toml:7: unknown key mail.fron; did you mean mail.from?"
  std::vector<std::string> complaints(const std::vector<std::string>& known) const;

 private:
  const toml::Entry* find(std::string_view key) const;

  std::string name_;
  std::vector<toml::Entry> entries_;
  std::set<std::string, std::less<>> used_;
};

// The entry of `known` with the smallest edit distance to `word`; empty where none is near (more than half of it
// differs).
std::string nearest(std::string_view word, const std::vector<std::string>& known);

}  // namespace pith::config
