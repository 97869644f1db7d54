#include "stages/delivery/note_form.h"

#include <algorithm>

namespace pith::delivery::note {

std::string_view take_line(std::string_view& rest) {
  const auto end = std::min(rest.find('\n'), rest.size() - 1) + 1;
  const auto line = rest.substr(0, end);
  rest.remove_prefix(end);
  return line;
}

std::string_view without_end(std::string_view line) { return line.substr(0, line.find_last_not_of("\r\n") + 1); }

std::size_t find_line(std::string_view text, std::string_view wanted, std::size_t from) {
  auto rest = text.substr(from);
  while (!rest.empty()) {
    const auto at = text.size() - rest.size();
    if (without_end(take_line(rest)) == without_end(wanted)) return at;
  }
  return text.size();
}

}  // namespace pith::delivery::note
