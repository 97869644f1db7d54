#include "lib/log/log.h"

#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace pith::log {

namespace {

spdlog::logger& logger() {
  static const auto made = [] {
    auto fresh = std::make_shared<spdlog::logger>("pith", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    fresh->set_pattern("%Y-%m-%dT%H:%M:%S.%eZ %l %v", spdlog::pattern_time_type::utc);
    fresh->set_level(spdlog::level::warn);
    return fresh;
  }();
  return *made;
}

constexpr spdlog::level::level_enum levels[] = {spdlog::level::debug, spdlog::level::info, spdlog::level::warn,
                                                spdlog::level::err, spdlog::level::off};

}  // namespace

void set_level(Level level) { logger().set_level(levels[static_cast<int>(level)]); }
void debug(std::string_view line) { logger().debug("{}", line); }
void info(std::string_view line) { logger().info("{}", line); }
void warning(std::string_view line) { logger().warn("{}", line); }
void error(std::string_view line) { logger().error("{}", line); }

}  // namespace pith::log
