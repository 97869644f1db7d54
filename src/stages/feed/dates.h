// Every way feeds write a date: RFC 822 and 2822 with odd zones, months and orders, RFC 3339 and ISO 8601 in all
// lengths, asctime, and the local forms of several languages.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "base/time.h"

namespace pith::feed {

// Nothing where the text is no date, or one outside 1971-2100. Without a zone: UTC. A wrong weekday is ignored; hours
// and minutes out of range make it no date.
std::optional<Time> parse_date(std::string_view text);

// itunes:duration: "3723", "62:03", "1:02:03", "1:02:03.5"; nothing where it is none, or over 100 hours.
std::optional<std::chrono::seconds> parse_duration(std::string_view text);

// Normal play time as chapters write it: "01:02:03.500", "62:03", "3723.5".
std::optional<std::chrono::milliseconds> parse_position(std::string_view text);

}  // namespace pith::feed
