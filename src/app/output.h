// What the program prints: results on standard output, progress and complaints on standard error. Thread-safe by the
// line.
#pragma once

#include <string_view>

#include "base/result.h"
#include "pipeline/context.h"

namespace pith::app {

void print(std::string_view text);
void complain(std::string_view line);  // "pith: LINE"
bool is_terminal();                    // of standard output
bool is_error_terminal();              // of standard error: where progress goes
int terminal_width();                  // 80 where it is not known, at most 100

// A line an event, for people; none with --json unless it failed.
pipeline::Observer progress(bool json);

}  // namespace pith::app
