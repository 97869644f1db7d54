// The key that this home's links and cookies are signed with: 32 random bytes in the file `key` beside the database,
// readable by its owner alone, made at first use. It is in no export: a copy of a home without it signs everybody out
// and makes the links of earlier mails void.
#pragma once

#include <string>

#include "app/home.h"
#include "base/result.h"

namespace pith::app {

Result<std::string> home_key(const Home& home);

}  // namespace pith::app
