// spdlog, wrapped: one line an event, to standard error. Below base: takes plain text. Thread-safe.
#pragma once

#include <string_view>

namespace pith::log {

enum class Level { debug, info, warning, error, off };

// Lines under `level` are dropped; the default is `warning`. Set once at start by the app.
void set_level(Level level);
void debug(std::string_view line);
void info(std::string_view line);
void warning(std::string_view line);
void error(std::string_view line);

}  // namespace pith::log
