// A calendar day in somebody's zone. A reader's day is theirs: which day it is, and when an hour of it comes, depends
// on the zone.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"

namespace pith {

using CivilDay = std::chrono::year_month_day;

std::string format_day(CivilDay day);                      // "2026-11-25"
std::string format_day_long(CivilDay day);                 // "Wednesday, 25 November 2026"
std::optional<CivilDay> parse_day(std::string_view text);  // "2026-11-25"
CivilDay day_in(std::string_view zone, Time time);         // the day it is there then
Time instant_of(std::string_view zone, CivilDay day,
                std::chrono::minutes since_midnight);  // DST gap: first instant after it
bool known_zone(std::string_view zone);                // an IANA zone of this machine's tables
std::vector<std::string> zone_names();                 // all of them
CivilDay next_day(CivilDay day);
CivilDay previous_day(CivilDay day);

}  // namespace pith
