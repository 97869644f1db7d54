// The command line: parsed by CLI11 from the table of commands; nothing else of Pith includes CLI11.
#pragma once

#include <optional>
#include <string>

#include "app/command.h"

namespace pith::app {

struct ParsedLine {
  const Command* command = nullptr;  // none: `exit_code` and `output` say what to do
  Arguments common;                  // --home, --json, --now, --data
  Arguments arguments;
  int exit_code = 0;
  std::string output;  // help, version, or what was wrong with the line
};

ParsedLine parse_command_line(int argc, const char* const* argv);

}  // namespace pith::app
