#include "lib/tz/zone.h"

#include <date/tz.h>

namespace pith::tz {

namespace {

const date::time_zone* find(std::string_view name) {
  try {
    return date::locate_zone(std::string(name));
  } catch (const std::runtime_error&) {
    return nullptr;
  }
}

}  // namespace

bool known_zone(std::string_view name) { return find(name) != nullptr; }

std::vector<std::string> zone_names() {
  constexpr std::string_view continents[] = {"Africa/",   "America/",   "Antarctica/", "Arctic/", "Asia/",
                                             "Atlantic/", "Australia/", "Europe/",     "Indian/", "Pacific/"};
  std::vector<std::string> names{"UTC"};
  for (const auto& zone : date::get_tzdb().zones)
    for (const auto continent : continents)
      if (zone.name().starts_with(continent)) names.push_back(zone.name());
  return names;
}

Local to_local(std::string_view zone, Utc time) {
  const auto* found = find(zone);
  const auto offset = found == nullptr ? std::chrono::seconds{0} : found->get_info(time).offset;
  return Local{time.time_since_epoch() + offset};
}

Utc to_utc(std::string_view zone, Local local) {
  const auto* found = find(zone);
  if (found == nullptr) return Utc{local.time_since_epoch()};
  const auto info = found->get_info(date::local_time<std::chrono::microseconds>{local.time_since_epoch()});
  if (info.result == date::local_info::nonexistent) return Utc{info.first.end};
  return Utc{local.time_since_epoch() - info.first.offset};
}

std::string current_zone() {
  try {
    return date::current_zone()->name();
  } catch (const std::runtime_error&) {
    return "UTC";
  }
}

}  // namespace pith::tz
