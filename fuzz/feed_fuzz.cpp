// folders: stages/feed
// Any bytes as a feed, and the same as a web page that names feeds.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "stages/feed/discover.h"
#include "stages/feed/read_feed.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  static_cast<void>(pith::feed::read_feed(bytes, {.base_url = "https://example.org/feed"}));
  static_cast<void>(pith::feed::discover_feeds(bytes, "https://example.org/"));
  return 0;
}
