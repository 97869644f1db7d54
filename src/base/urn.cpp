#include "base/urn.h"

#include "base/ids.h"

namespace pith {

std::string urn_of(std::string_view name) {
  constexpr std::string_view variants = "89ab";
  auto hex = content_hash(name);
  hex[12] = '8';  // the version
  hex[16] = variants[static_cast<unsigned char>(hex[16]) % variants.size()];
  for (const std::size_t at : {20U, 16U, 12U, 8U}) hex.insert(at, "-");
  return "urn:uuid:" + hex;
}

}  // namespace pith
