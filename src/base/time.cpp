#include "base/time.h"

#include <array>
#include <charconv>

#include <fmt/format.h>

namespace pith {

namespace {

struct Fields {
  int year, month, day, hour, minute, second;
  std::int64_t micros;
  unsigned weekday;
};

Fields split(Time time) {
  const auto day = std::chrono::floor<std::chrono::days>(time);
  const std::chrono::year_month_day date{day};
  const auto rest = time - day;
  const auto seconds = std::chrono::floor<Seconds>(rest);
  const int in_day = static_cast<int>(seconds.count());
  return {static_cast<int>(date.year()),
          static_cast<int>(static_cast<unsigned>(date.month())),
          static_cast<int>(static_cast<unsigned>(date.day())),
          in_day / 3600,
          in_day / 60 % 60,
          in_day % 60,
          (rest - seconds).count(),
          std::chrono::weekday{day}.c_encoding()};
}

// Reads exactly `digits` digits at the start of `text` and drops them.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  int value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + digits, value);
  if (error != std::errc{} || end != text.data() + digits || value < 0) return std::nullopt;
  text.remove_prefix(digits);
  return value;
}

bool take(std::string_view& text, std::string_view any) {
  if (text.empty() || any.find(text.front()) == std::string_view::npos) return false;
  text.remove_prefix(1);
  return true;
}

std::optional<Time> take_date(std::string_view& text) {
  const auto year = take_number(text, 4);
  if (!year || !take(text, "-")) return std::nullopt;
  const auto month = take_number(text, 2);
  if (!month || !take(text, "-")) return std::nullopt;
  const auto day = take_number(text, 2);
  if (!day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(*month)},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return Time{std::chrono::sys_days{date}};
}

Micros take_fraction(std::string_view& text) {
  if (!take(text, ".,")) return Micros{0};
  std::int64_t micros = 0;
  std::int64_t scale = 100000;
  while (!text.empty() && text.front() >= '0' && text.front() <= '9') {
    micros += (text.front() - '0') * scale;
    scale /= 10;
    text.remove_prefix(1);
  }
  return Micros{micros};
}

std::optional<Micros> take_clock(std::string_view& text) {
  const auto hour = take_number(text, 2);
  if (!hour || !take(text, ":")) return std::nullopt;
  const auto minute = take_number(text, 2);
  if (!minute) return std::nullopt;
  int second = 0;
  if (take(text, ":")) {
    const auto found = take_number(text, 2);
    if (!found) return std::nullopt;
    second = *found;
  }
  if (*hour > 24 || *minute > 59 || second > 60) return std::nullopt;
  return std::chrono::hours{*hour} + std::chrono::minutes{*minute} + Seconds{second} + take_fraction(text);
}

std::optional<std::chrono::minutes> take_offset(std::string_view& text) {
  if (text.empty() || take(text, "Zz")) return std::chrono::minutes{0};
  const bool west = text.front() == '-';
  if (!take(text, "+-")) return std::nullopt;
  const auto hours = take_number(text, 2);
  if (!hours) return std::nullopt;
  take(text, ":");
  const auto minutes = text.empty() ? std::optional<int>{0} : take_number(text, 2);
  if (!minutes) return std::nullopt;
  const std::chrono::minutes offset{*hours * 60 + *minutes};
  return west ? -offset : offset;
}

}  // namespace

std::string format_rfc3339(Time time) {
  const auto f = split(time);
  auto text = fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}", f.year, f.month, f.day, f.hour, f.minute, f.second);
  if (f.micros != 0) text += fmt::format(".{:06}", f.micros);
  return text + "Z";
}

std::optional<Time> parse_rfc3339(std::string_view text) {
  const auto date = take_date(text);
  if (!date || text.empty()) return date;
  if (!take(text, "Tt ")) return std::nullopt;
  const auto clock = take_clock(text);
  if (!clock) return std::nullopt;
  const auto offset = take_offset(text);
  if (!offset || !text.empty()) return std::nullopt;
  return *date + *clock - *offset;
}

std::string format_http_date(Time time) {
  static constexpr std::array days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static constexpr std::array months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                        "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto f = split(time);
  return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT", days.at(f.weekday), f.day,
                     months.at(static_cast<std::size_t>(f.month - 1)), f.year, f.hour, f.minute, f.second);
}

std::string format_position(std::chrono::milliseconds at) {
  const auto seconds = std::chrono::floor<Seconds>(at).count();
  if (seconds >= 3600) return fmt::format("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
  return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
}

}  // namespace pith
