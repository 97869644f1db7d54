#include "base/result.h"

#include <array>

#include <fmt/format.h>

namespace pith {

std::string_view name_of(ErrorKind kind) {
  static constexpr std::array<std::string_view, 15> names = {
      "invalid_input", "not_found", "refused",       "network",   "timeout", "too_large",   "http_status", "gone",
      "locked",        "corrupt",   "newer_version", "disk_full", "io",      "unsupported", "internal"};
  return names.at(static_cast<std::size_t>(kind));
}

Error Error::within(std::string_view context) const {
  return {kind, fmt::format("{}: {}", context, message), detail, code};
}

std::string Error::log_line() const {
  std::string line = fmt::format("[{}] {}", name_of(kind), message);
  if (code != 0) line += fmt::format(" (code {})", code);
  if (!detail.empty()) line += fmt::format(" ({})", detail);
  return line;
}

}  // namespace pith
