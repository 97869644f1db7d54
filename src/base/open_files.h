// How many files and connections this process may have open at once.
#pragma once

namespace pith {

// Raises the limit as far as the system allows without asking: hundreds of feeds are polled while pages are served.
void allow_many_open_files();

}  // namespace pith
