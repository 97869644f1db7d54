// folders: store
// Bytes that decode are those of one transcript; others are refused without harm.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "store/transcript_codec.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto read = pith::store::decode({reinterpret_cast<const char*>(data), size});
  if (!read) return 0;
  const auto again = pith::store::decode(pith::store::encode(*read));
  if (!again || *again != *read) std::abort();
  return 0;
}
