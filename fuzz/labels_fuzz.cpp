// folders: evaluation
// What `pith eval` reads: whatever the bytes, a label's cues are possible ones, or there is an error.
#include <cstdint>
#include <string_view>

#include "evaluation/days.h"
#include "stages/insight/gold.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  (void)pith::insight::read_cue_times(bytes);
  (void)pith::evaluation::read_dates(bytes);
  const auto gold = pith::insight::read_gold(bytes);
  if (!gold) return 0;
  for (const auto& insight : gold->insights)
    for (const auto& range : insight.evidence)
      if (range.first < 0 || range.last < range.first || !(insight.score > 0)) __builtin_trap();
  return 0;
}
