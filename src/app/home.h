// Where a Pith keeps its things: one folder with --home, else the user's XDG folders.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace pith::app {

struct Home {
  std::filesystem::path settings_file;  // pith.toml; may not exist
  std::filesystem::path folder;         // pith.db audio/ and outbox/ lie here

  std::filesystem::path database() const { return folder / "pith.db"; }
  std::filesystem::path audio() const { return folder / "audio"; }  // of episodes while they are heard
  std::filesystem::path outbox() const { return folder / "outbox"; }
};

// `named`: --home, may be empty. Looks at XDG_CONFIG_HOME, XDG_DATA_HOME and HOME.
Result<Home> find_home(std::string_view named);
// Makes the data folder, readable by its owner alone.
Result<void> ensure_folder(const std::filesystem::path& folder);
// A file's bytes; an absent file gives none. An Error names the file.
Result<std::optional<std::string>> read_file(const std::filesystem::path& file);

}  // namespace pith::app
