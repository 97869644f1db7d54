// What the program prints: results on standard output, progress and complaints on standard error. Thread-safe by the
// line.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "lib/json/json.h"
#include "pipeline/context.h"

namespace pith::app {

void print(std::string_view text);
// The value on a line of its own with --json, else the sentence and a line end.
void say(bool json, const json::Value& value, std::string_view sentence);
// At the end of a run: an Error where standard output did not take all of it (a full disk, a closed pipe).
Result<void> finish_output();
// "1 note has", "2 notes have": the number with what fits it.
std::string counted(std::int64_t count, std::string_view one, std::string_view many);
// A title as it stands in a line: a very long one ends in an ellipsis.
std::string in_brief(std::string_view text);
void complain(std::string_view line);  // "pith: LINE"
bool is_terminal();                    // of standard output
bool is_error_terminal();              // of standard error: where progress goes
int terminal_width();                  // 80 where it is not known, at most 100

// A line an event, for people; none with --json unless it failed.
pipeline::Observer progress(bool json);

}  // namespace pith::app
