// Who holds a lease: a process of this boot, named so that another process can tell whether it still runs.
#pragma once

#include <string>
#include <string_view>

namespace pith::store {

std::string this_process();                 // "<boot id>/<pid>/<start time>"
bool still_runs(std::string_view process);  // false for a process of another boot and for a pid used again

}  // namespace pith::store
