#include "base/uri.h"

#include <fmt/format.h>

namespace pith {

std::string uri_of(std::string_view iri) {
  std::string uri;
  for (const char c : iri) {
    const auto byte = static_cast<unsigned char>(c);
    uri += byte < 0x80 ? std::string(1, c) : fmt::format("%{:02X}", byte);
  }
  return uri;
}

}  // namespace pith
