// Work that a verb answers for, done by this process or waited for where another has it under way.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "app/services.h"
#include "base/result.h"
#include "store/work.h"

namespace pith::app {

// Does what is due of the step until none of these works is under way anywhere, or so long has passed.
Result<void> settle(Services& services, const std::string& step, const std::vector<store::WorkKey>& works,
                    std::chrono::seconds longest);

}  // namespace pith::app
