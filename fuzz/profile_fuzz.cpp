// folders: domain
// Bytes that decode are those of one profile; others are refused without harm.
#include <cstdint>
#include <string_view>

#include "domain/profile.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto profile = pith::decode_profile(bytes, {});
  if (profile && pith::encode(*profile) != bytes) __builtin_trap();
  return 0;
}
