#include "app/home.h"

#include <cstdlib>
#include <fstream>
#include <iterator>
#include <system_error>

#include <fmt/format.h>

namespace pith::app {

namespace fs = std::filesystem;

namespace {

std::string environment(const char* name) {
  const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): read once, at start
  return value == nullptr ? "" : value;
}

// $`variable`/pith, else $HOME/`fallback`/pith.
Result<fs::path> xdg_folder(const char* variable, std::string_view fallback) {
  if (const auto set = environment(variable); !set.empty()) return fs::path(set) / "pith";
  const auto home = environment("HOME");
  if (home.empty())
    return fail(ErrorKind::invalid_input, "HOME is not set; say where Pith keeps its things with --home DIR");
  return fs::path(home) / fallback / "pith";
}

}  // namespace

Result<Home> find_home(std::string_view named) {
  if (!named.empty()) return Home{fs::path(named) / "pith.toml", fs::path(named)};
  auto config = xdg_folder("XDG_CONFIG_HOME", ".config");
  if (!config) return std::unexpected(config.error());
  auto data = xdg_folder("XDG_DATA_HOME", ".local/share");
  if (!data) return std::unexpected(data.error());
  return Home{*config / "pith.toml", *data};
}

Result<void> ensure_folder(const fs::path& folder) {
  std::error_code error;
  const bool made = fs::create_directories(folder, error);
  if (!error && made) fs::permissions(folder, fs::perms::owner_all, error);
  if (error) return fail(ErrorKind::io, fmt::format("cannot make the folder {}: {}", folder.string(), error.message()));
  return {};
}

Result<std::optional<std::string>> read_file(const fs::path& file) {
  std::error_code error;
  if (!fs::exists(file, error)) return std::optional<std::string>{};
  std::ifstream in(file, std::ios::binary);
  if (!in || fs::is_directory(file, error)) return fail(ErrorKind::io, fmt::format("cannot read {}", file.string()));
  return std::string{std::istreambuf_iterator<char>(in), {}};
}

}  // namespace pith::app
