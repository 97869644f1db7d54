// folders: stages/feed
// Any text as a date, a duration, a position, a moment of a link, a recurrence rule.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/position.h"
#include "stages/feed/dates.h"
#include "stages/feed/update_rule.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static_cast<void>(pith::feed::parse_date(text));
  static_cast<void>(pith::feed::parse_duration(text));
  static_cast<void>(pith::feed::parse_position(text));
  static_cast<void>(pith::parse_moment(text));
  static_cast<void>(pith::feed::parse_update_rule(text));
  return 0;
}
