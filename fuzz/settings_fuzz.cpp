// folders: config
// A settings file: whatever the bytes, values of the right type or an error with its line.
#include <cstdint>
#include <string_view>

#include "config/config.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  auto config = pith::config::Config::parse(bytes, "pith.toml");
  if (!config) return 0;
  static_cast<void>(config->get<std::string>("a.b"));
  static_cast<void>(config->get<std::int64_t>("a.b"));
  static_cast<void>(config->get<std::vector<std::string>>("a.c"));
  static_cast<void>(config->complaints({"a.b", "feeds.newest"}));
  return 0;
}
