// Who holds a lease: a process of this boot, named so that another process can tell whether it still runs.
#pragma once

#include <string>
#include <string_view>

namespace pith::store {

std::string this_process();  // "<boot id>/<pid namespace>/<pid>/<start time>"
// False for a process of another boot and for a pid used again. True for one of another container, which cannot be
// looked for from here: its leases run out.
bool still_runs(std::string_view process);

}  // namespace pith::store
