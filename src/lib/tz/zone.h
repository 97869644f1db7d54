// IANA time zones, read from the system's tzdata by the date library (the only folder that includes it).
// Stands below base: plain chrono types in and out. Thread-safe; the zone data is read once.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace pith::tz {

using Utc = std::chrono::sys_time<std::chrono::microseconds>;
using Local = std::chrono::local_time<std::chrono::microseconds>;

bool known_zone(std::string_view name);
std::vector<std::string> zone_names();  // "Europe/Berlin" and the like, without the older spellings
// The wall clock in `zone` at `time`; UTC where the zone is unknown.
Local to_local(std::string_view zone, Utc time);
// The instant of a wall clock. A time skipped by DST gives the first instant after the gap; an ambiguous one its first.
Utc to_utc(std::string_view zone, Local local);
// The machine's own zone name, "UTC" if it has none.
std::string current_zone();

}  // namespace pith::tz
