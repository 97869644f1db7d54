#include "web/pages/brief_parts.h"

#include <algorithm>
#include <array>

#include <fmt/format.h>

namespace pith::web {

std::string heading_of(std::size_t picks, bool today) {
  constexpr std::array<std::string_view, 6> numbers = {"nothing", "one", "two", "three", "four", "five"};
  if (picks == 0) return today ? "Nothing today" : "Nothing that day";
  return fmt::format("{} {}", today ? "Today’s" : "The day’s", numbers.at(std::min<std::size_t>(picks, 5)));
}

}  // namespace pith::web
