#include "net/retry_after.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <string>

namespace pith::net {

namespace {

constexpr Seconds longest = std::chrono::days{7};
constexpr std::int64_t far = Seconds{std::chrono::years{10}}.count();

Seconds bounded(Seconds duration) { return std::clamp(duration, Seconds{0}, longest); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<std::int64_t> number_in(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.starts_with('-')) return std::nullopt;
  if (error == std::errc::result_out_of_range) return far;
  if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
  return value;
}

// "Sun, 06 Nov 1994 08:49:37 GMT" -> Sun 06 Nov 1994 08 49 37 GMT: all three forms are these words in some order.
std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    const auto begin = text.find_first_not_of(" ,:-\t", at);
    if (begin == std::string_view::npos) break;
    at = std::min(text.find_first_of(" ,:-\t", begin), text.size());
    words.push_back(text.substr(begin, at - begin));
  }
  return words;
}

std::optional<unsigned> month_of(std::string_view name) {
  static constexpr std::array<std::string_view, 12> names = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  const auto* found = std::ranges::find(names, name);
  if (found == names.end()) return std::nullopt;
  return static_cast<unsigned>(found - names.begin()) + 1;
}

struct DateWords {
  std::string_view day, month, year, hour, minute, second;
};

std::optional<Time> time_of(const DateWords& words) {
  const auto month = month_of(words.month);
  const auto day = number_in(words.day);
  auto year = number_in(words.year);
  const auto hour = number_in(words.hour);
  const auto minute = number_in(words.minute);
  const auto second = number_in(words.second);
  if (!month || !day || !year || !hour || !minute || !second) return std::nullopt;
  if (*hour > 23 || *minute > 59 || *second > 60 || *day > 31 || *year > 9999) return std::nullopt;
  if (words.year.size() == 2) *year += *year < 70 ? 2000 : 1900;
  const std::chrono::year_month_day date{std::chrono::year{static_cast<int>(*year)}, std::chrono::month{*month},
                                         std::chrono::day{static_cast<unsigned>(*day)}};
  if (!date.ok()) return std::nullopt;
  return Time{std::chrono::sys_days{date}} + std::chrono::hours{*hour} + std::chrono::minutes{*minute} +
         Seconds{*second};
}

// The value of one Cache-Control directive: nothing where it is not there, "" where it has none.
std::optional<std::string> directive(std::string_view header, std::string_view name) {
  while (!header.empty()) {
    const auto comma = std::min(header.find(','), header.size());
    std::string entry;
    for (const char c : header.substr(0, comma)) {
      if (c != ' ' && c != '\t' && c != '"') entry += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    header.remove_prefix(std::min(comma + 1, header.size()));
    if (entry == name) return "";
    if (entry.starts_with(name) && entry[name.size()] == '=') return entry.substr(name.size() + 1);
  }
  return std::nullopt;
}

std::optional<Seconds> retry_after(std::string_view value, Time now) {
  if (const auto seconds = number_in(value)) return bounded(std::min(Seconds{*seconds}, longest));
  if (const auto date = parse_http_date(value)) return bounded(std::chrono::ceil<Seconds>(*date - now));
  return std::nullopt;
}

std::optional<Seconds> freshness(const Headers& headers, Time now) {
  const auto control = headers.get("cache-control").value_or("");
  if (directive(control, "no-cache") || directive(control, "no-store")) return Seconds{0};
  if (const auto age = directive(control, "max-age")) {
    const auto seconds = number_in(*age);
    if (!seconds) return std::nullopt;
    const auto spent = number_in(headers.get("age").value_or("0")).value_or(0);
    return bounded(Seconds{std::min(*seconds, far) - std::min(spent, far)});
  }
  const auto expires = headers.get("expires");
  if (!expires) return std::nullopt;
  const auto date = parse_http_date(*expires);
  if (!date) return Seconds{0};  // RFC 9111: an invalid one, as "0", is in the past
  return bounded(std::chrono::ceil<Seconds>(*date - now));
}

}  // namespace

std::optional<Time> parse_http_date(std::string_view text) {
  const auto w = words_of(text);
  const bool zone_is_utc = w.size() == 8 && (w[7] == "GMT" || w[7] == "UTC" || w[7] == "Z" || w[7] == "+0000");
  if (zone_is_utc && is_digit(w[1].front())) {  // RFC 9110 and RFC 850
    return time_of({.day = w[1], .month = w[2], .year = w[3], .hour = w[4], .minute = w[5], .second = w[6]});
  }
  if (w.size() == 7) {  // asctime: Sun Nov  6 08:49:37 1994
    return time_of({.day = w[2], .month = w[1], .year = w[6], .hour = w[3], .minute = w[4], .second = w[5]});
  }
  return std::nullopt;
}

RevisitHint revisit_hint(const Headers& headers, Time now) {
  RevisitHint hint;
  if (const auto value = headers.get("retry-after")) hint.not_before = retry_after(*value, now);
  hint.fresh_for = freshness(headers, now);
  return hint;
}

}  // namespace pith::net
