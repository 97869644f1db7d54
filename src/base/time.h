// Instants and durations. Every stored or passed instant is UTC in microseconds; stages get time as a parameter.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace pith {

using Micros = std::chrono::microseconds;
using Time = std::chrono::sys_time<Micros>;
using Seconds = std::chrono::seconds;

inline std::int64_t to_micros(Time time) { return time.time_since_epoch().count(); }
inline Time from_micros(std::int64_t micros) { return Time{Micros{micros}}; }

// RFC 3339 in UTC: "2026-11-25T06:00:00Z"; fractions only where they are not zero.
std::string format_rfc3339(Time time);
// RFC 3339, also a bare date "2026-11-25" (midnight UTC) and a space for the T.
std::optional<Time> parse_rfc3339(std::string_view text);
// RFC 9110 HTTP-date, as If-Modified-Since and mail headers take it: "Wed, 25 Nov 2026 06:00:00 GMT".
std::string format_http_date(Time time);

// "1:02:03" or "2:03": a position in an episode.
std::string format_position(std::chrono::milliseconds at);

}  // namespace pith
