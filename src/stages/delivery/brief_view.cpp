#include "stages/delivery/brief_view.h"

#include <array>
#include <string_view>

namespace pith::delivery {

std::string title_of(const BriefView& brief) {
  static constexpr std::array<std::string_view, 6> titles = {"Nothing today", "Today’s insight", "Today’s two",
                                                             "Today’s three", "Today’s four",    "Today’s five"};
  return std::string(titles.at(std::min(brief.picks.size(), titles.size() - 1)));
}

std::string proof_line(const PickView& pick) {
  std::string line;
  const auto add = [&](std::string_view part) {
    if (part.empty()) return;
    if (!line.empty()) line += ", ";
    line += part;
  };
  if (pick.speaker != "unknown speaker") add(pick.speaker);
  add(pick.show_title);
  add(pick.position);
  return line;
}

}  // namespace pith::delivery
