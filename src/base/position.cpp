#include "base/position.h"

#include <charconv>
#include <cmath>
#include <utility>

namespace pith {

namespace {

// Digits, maybe with a fraction.
std::optional<double> number_in(std::string_view text) {
  double value = 0;
  const auto* const last = text.data() + text.size();
  const auto [end, error] = std::from_chars(text.data(), last, value, std::chars_format::fixed);
  if (error != std::errc{} || end != last || !(value >= 0)) return std::nullopt;
  return value;
}

std::optional<std::chrono::milliseconds> within_reason(double seconds) {
  constexpr double hundred_hours = 100 * 3600.0;
  if (seconds >= hundred_hours) return std::nullopt;
  return std::chrono::milliseconds{std::llround(seconds * 1000)};
}

}  // namespace

std::optional<std::chrono::milliseconds> parse_position(std::string_view text) {
  double total = 0;
  for (int fields = 1; fields <= 3; ++fields) {
    const auto colon = text.find(':');
    const auto value = number_in(text.substr(0, colon));
    if (!value) return std::nullopt;
    total = total * 60 + *value;
    if (colon == text.npos) return within_reason(total);
    text.remove_prefix(colon + 1);
  }
  return std::nullopt;
}

std::optional<std::chrono::milliseconds> parse_moment(std::string_view text) {
  if (text.starts_with("npt:")) text.remove_prefix(4);
  text = text.substr(0, text.find(','));
  if (const auto position = parse_position(text)) return position;
  double total = 0;
  for (const auto& [unit, seconds] : {std::pair{'h', 3600}, {'m', 60}, {'s', 1}}) {
    const auto end = text.find(unit);
    if (end == text.npos) continue;
    const auto value = number_in(text.substr(0, end));
    if (!value) return std::nullopt;
    total += *value * seconds;
    text.remove_prefix(end + 1);
    if (text.empty()) return within_reason(total);
  }
  return std::nullopt;
}

}  // namespace pith
