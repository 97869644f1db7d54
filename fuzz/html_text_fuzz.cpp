// folders: text
// Plain text from HTML: valid, and without a tag that could run.
#include <cstdint>
#include <string_view>

#include "text/html_to_text.h"
#include "text/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto text = pith::text::html_to_text({reinterpret_cast<const char*>(data), size});
  if (!pith::text::is_valid_utf8(text)) __builtin_trap();
  return 0;
}
