// Following addresses, as `pith add` and `pith import` do.
#pragma once

#include <string>
#include <vector>

#include "app/program.h"
#include "base/result.h"
#include "lib/json/json.h"

namespace pith::app {

struct Followed {
  int exit_code = 0;  // 1 where an address could not be followed
  json::Value told;   // an object of `followed` and `failed`, as pith add prints it
};
// Prints nothing on standard output.
Result<Followed> follow_feeds(Program& program, const std::vector<std::string>& urls);

}  // namespace pith::app
