#include "domain/reader.h"

#include <algorithm>

namespace pith {

BriefDue brief_due(const Reader& reader, Time now) {
  const auto today = day_in(reader.zone, now);
  const auto last = reader.last_day;
  if (last && *last >= today) return {std::nullopt, instant_of(reader.zone, next_day(*last), reader.hour)};
  const auto hour = instant_of(reader.zone, today, reader.hour);
  if (now < hour) return {std::nullopt, hour};
  return {today, instant_of(reader.zone, next_day(today), reader.hour)};
}

void begin_briefs(Reader& reader, Time now) {
  const auto today = day_in(reader.zone, now);
  const bool passed = now >= instant_of(reader.zone, today, reader.hour);
  if (passed && (!reader.last_day || *reader.last_day < today)) reader.last_day = today;
  reader.next_brief = brief_due(reader, now).next;
}

std::string address_key(std::string_view address) {
  const auto first = address.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  std::string key(address.substr(first, address.find_last_not_of(" \t\r\n") - first + 1));
  std::ranges::transform(key, key.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return key;
}

}  // namespace pith
