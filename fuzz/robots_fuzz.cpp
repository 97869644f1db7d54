// folders: stages/feed
// Any bytes as a robots.txt; the first line, if there are several, is also the path.
#include <cstddef>
#include <cstdint>

#include "stages/feed/robots.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static_cast<void>(pith::feed::robots_allow(bytes, "pith", bytes.substr(0, bytes.find('\n'))));
  return 0;
}
