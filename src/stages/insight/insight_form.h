// What an insight must look like, whoever wrote it. English. Pure and thread-safe.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace pith::insight {

// What is wrong, as sentence parts: a headline of 1-12 words and a text of 25-75 that stands alone; no markup, no
// filler.
std::vector<std::string> form_faults(std::string_view headline, std::string_view text);

}  // namespace pith::insight
