// Wrong usage: words on the command line that can mean nothing, whatever is stored. What is only not there, or cannot
// be read, has failed. One rule for all verbs.
#pragma once

#include <string>

#include "base/result.h"

namespace pith::app {

// Ends the program with exit code 2, `message` said.
std::unexpected<Error> wrong_usage(std::string message);
bool is_wrong_usage(const Error& error);
int exit_code_of(const Error& error);  // 2 for wrong usage, else 1

}  // namespace pith::app
