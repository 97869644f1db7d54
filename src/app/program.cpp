#include "app/program.h"

#include <filesystem>
#include <system_error>

#include <fmt/format.h>

#include "app/usage.h"
#include "lib/log/log.h"

namespace pith::app {

namespace {

log::Level level_of(std::string_view name) {
  constexpr std::pair<std::string_view, log::Level> levels[] = {{"debug", log::Level::debug},
                                                                {"info", log::Level::info},
                                                                {"warning", log::Level::warning},
                                                                {"error", log::Level::error},
                                                                {"off", log::Level::off}};
  for (const auto& [known, level] : levels)
    if (known == name) return level;
  return log::Level::warning;
}

Result<LoadedSettings> settings_of(const Home& home) {
  auto text = read_file(home.settings_file);
  if (!text) return std::unexpected(text.error());
  return load_settings(text->value_or(""), home.settings_file.string());
}

}  // namespace

Result<std::unique_ptr<Program>> Program::make(const Arguments& common,
                                               std::function<void(store::CommitPoint)> on_commit) {
  std::unique_ptr<Program> program(new Program());
  program->on_commit_ = std::move(on_commit);
  program->json_ = common.has("--json");
  if (const auto now = common.get("--now"); !now.empty()) {
    program->now_ = parse_rfc3339(now);
    if (!program->now_) return wrong_usage(fmt::format("--now must be a time as 2026-11-25T06:00:00Z, but is {}", now));
  }
  if (program->now_) {
    program->clock_ = std::make_unique<FixedClock>(*program->now_);
  } else {
    program->clock_ = std::make_unique<SystemClock>();
  }
  program->home_named_ = common.has("--home");
  auto home = find_home(common.get("--home"));
  if (!home) return std::unexpected(home.error());
  program->home_ = std::move(*home);
  auto loaded = settings_of(program->home_);
  if (!loaded) return std::unexpected(loaded.error());
  program->loaded_ = std::move(*loaded);
  log::set_level(level_of(program->loaded_.settings.log.level));
  if (const auto folder = common.get("--data"); folder.empty()) {
    program->data_ = Data::embedded();
  } else {
    auto data = Data::from_folder(folder);
    if (!data) return std::unexpected(data.error());
    program->data_ = std::move(*data);
  }
  return program;
}

Result<void> Program::require_home() const {
  std::error_code error;
  if (!home_named_ || std::filesystem::is_directory(home_.folder, error)) return {};
  return fail(
      ErrorKind::not_found,
      fmt::format("{} {}: --home must name the folder where Pith keeps its things (pith add makes it)",
                  std::filesystem::exists(home_.folder, error) ? "no folder but a file is" : "there is no folder",
                  home_.folder.string()));
}

Result<store::Store*> Program::store() {
  if (!store_) {
    if (auto made = ensure_folder(home_.folder); !made) return std::unexpected(made.error());
    auto opened = store::Store::open(home_.database(), {.on_commit = on_commit_});
    if (!opened) return std::unexpected(opened.error());
    store_ = std::move(*opened);
  }
  return store_.get();
}

}  // namespace pith::app
