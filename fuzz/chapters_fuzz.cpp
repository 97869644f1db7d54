// folders: stages/feed
// Any bytes as a chapter file, and so as JSON.
#include <cstddef>
#include <cstdint>

#include "stages/feed/chapters.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static_cast<void>(pith::feed::read_chapters({reinterpret_cast<const char*>(data), size}, "https://example.org/"));
  return 0;
}
