// A brief for a terminal: what `pith brief` prints.
#pragma once

#include <string>

#include "stages/delivery/brief_view.h"

namespace pith::delivery {

struct TerminalStyle {
  int width = 80;      // columns; lines keep within, links excepted
  bool colour = true;  // ANSI colours
  bool links = true;   // show the insight's address under each pick
};

std::string render_terminal(const BriefView& brief, const TerminalStyle& style);

}  // namespace pith::delivery
