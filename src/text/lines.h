// Reading a text line by line. Pure.
#pragma once

#include <algorithm>
#include <string_view>

namespace pith::text {

// Takes the next line from the front, without its end.
inline std::string_view take_line(std::string_view& text) {
  const auto end = std::min(text.find('\n'), text.size());
  auto line = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

}  // namespace pith::text
