// folders: stages/storyline
// The file that `pith relate` reads: whatever the bytes, insights with an id of their own come out, or an error.
#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "stages/storyline/relate_file.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto insights = pith::storyline::read_insight_lines({reinterpret_cast<const char*>(data), size});
  if (!insights) return 0;
  std::set<std::string> ids;
  for (const auto& insight : *insights)
    if (insight.id.empty() || insight.text.empty() || !ids.insert(insight.id).second) __builtin_trap();
  return 0;
}
