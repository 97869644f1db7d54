#include "stages/feed/update_rule.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/parse_number.h"
#include "stages/feed/dates.h"
#include "text/utf8.h"
#include "text/words.h"

namespace pith::feed {

namespace {

using std::chrono::hours;
using std::chrono::minutes;

constexpr std::size_t longest_rule = 500;
constexpr int longest_interval = 1000;

struct Frequency {
  std::string_view name;
  minutes period;
};
constexpr std::array<Frequency, 6> frequencies = {{{"minutely", minutes{1}},
                                                   {"hourly", hours{1}},
                                                   {"daily", hours{24}},
                                                   {"weekly", hours{24 * 7}},
                                                   {"monthly", hours{24 * 30}},
                                                   {"yearly", hours{24 * 365}}}};

// The value of "KEY=value" among parts that semicolons keep apart.
std::string_view part_of(std::string_view rule, std::string_view key) {
  while (!rule.empty()) {
    const auto end = std::min(rule.find(';'), rule.size());
    const auto part = text::trim(rule.substr(0, end));
    rule.remove_prefix(std::min(end + 1, rule.size()));
    if (part.starts_with(key) && part.substr(key.size()).starts_with('='))
      return text::trim(part.substr(key.size() + 1));
  }
  return {};
}

int number_in(std::string_view text, int otherwise) { return parse_number<int>(text).value_or(otherwise); }

// How often within one period: "byday=mo,th" means twice a week.
int times_a_period(std::string_view rule) {
  int times = 1;
  for (const auto* key : {"bymonth", "bymonthday", "byday", "byhour"})
    if (const auto list = part_of(rule, key); !list.empty())
      times *= 1 + static_cast<int>(std::ranges::count(list, ','));
  return std::clamp(times, 1, longest_interval);
}

}  // namespace

std::optional<UpdateRule> parse_update_rule(std::string_view rrule) {
  if (rrule.size() > longest_rule) return std::nullopt;
  const auto rule = text::lower(rrule);
  const auto* known = std::ranges::find(frequencies, part_of(rule, "freq"), &Frequency::name);
  if (known == frequencies.end()) return std::nullopt;
  const int interval = std::clamp(number_in(part_of(rule, "interval"), 1), 1, longest_interval);
  // On some days of every day, at some hours of every hour: the days and hours choose, they do not multiply.
  const int times = known->period < hours{24 * 7} ? 1 : times_a_period(rule);
  return UpdateRule{std::max(known->period * interval / times, minutes{1}), parse_date(part_of(rule, "until"))};
}

}  // namespace pith::feed
