#include "base/civil_day.h"

#include <array>

#include <fmt/format.h>

#include "lib/tz/zone.h"

namespace pith {

std::string format_day(CivilDay day) {
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

std::string format_day_long(CivilDay day) {
  static constexpr std::array days = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
  static constexpr std::array months = {"January", "February", "March",     "April",   "May",      "June",
                                        "July",    "August",   "September", "October", "November", "December"};
  const std::chrono::weekday weekday{std::chrono::sys_days{day}};
  return fmt::format("{}, {} {} {}", days.at(weekday.c_encoding()), static_cast<unsigned>(day.day()),
                     months.at(static_cast<unsigned>(day.month()) - 1), static_cast<int>(day.year()));
}

std::optional<CivilDay> parse_day(std::string_view text) {
  if (text.size() != 10) return std::nullopt;
  const auto time = parse_rfc3339(text);
  if (!time) return std::nullopt;
  return CivilDay{std::chrono::floor<std::chrono::days>(*time)};
}

CivilDay day_in(std::string_view zone, Time time) {
  const auto local = std::chrono::floor<std::chrono::days>(tz::to_local(zone, time));
  return CivilDay{local};
}

Time instant_of(std::string_view zone, CivilDay day, std::chrono::minutes since_midnight) {
  return tz::to_utc(zone, tz::Local{std::chrono::local_days{day}} + since_midnight);
}

bool known_zone(std::string_view zone) { return !zone.empty() && tz::known_zone(zone); }
std::vector<std::string> zone_names() { return tz::zone_names(); }

CivilDay next_day(CivilDay day) { return std::chrono::sys_days{day} + std::chrono::days{1}; }
CivilDay previous_day(CivilDay day) { return std::chrono::sys_days{day} - std::chrono::days{1}; }

}  // namespace pith
