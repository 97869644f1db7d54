// folders: stages/delivery
#include <cstdint>
#include <cstdlib>

#include "stages/delivery/readwise.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  using namespace pith::delivery;
  const auto read = read_readwise({reinterpret_cast<const char*>(bytes), size});
  if (!read) return 0;
  const Addresses site("https://pith.example");
  for (const auto& source : *read) {
    const auto again = read_readwise(std::string(readwise_head()) + readwise_row(source, site));
    if (!again || again->size() != 1) std::abort();
  }
  return 0;
}
