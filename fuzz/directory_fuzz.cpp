// folders: stages/feed
// Any bytes as an answer of Apple's directory, and as one of its links.
#include <cstddef>
#include <cstdint>

#include "stages/feed/directory.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static_cast<void>(pith::feed::read_directory(bytes));
  static_cast<void>(pith::feed::apple_id_of(bytes));
  return 0;
}
