// folders: lib/http_server
// Any bytes as a form's body: the first line is its type.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "lib/http_server/multipart.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const auto end = std::min(bytes.find('\n'), bytes.size());
  static_cast<void>(pith::http::parse_multipart(bytes.substr(0, end), bytes.substr(std::min(end + 1, bytes.size()))));
  static_cast<void>(pith::http::parse_form(bytes));
  return 0;
}
