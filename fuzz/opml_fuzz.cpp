// folders: stages/feed
// Any bytes as OPML; what is read must be written and read back the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "stages/feed/opml.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto read = pith::feed::read_opml({reinterpret_cast<const char*>(data), size});
  if (!read) return 0;
  const auto again = pith::feed::read_opml(pith::feed::write_opml(read->title, read->entries, pith::Time{}));
  if (!again || again->entries.size() != read->entries.size()) std::abort();
  return 0;
}
