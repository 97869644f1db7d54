// zlib: bytes made smaller, and back under a cap. Thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace pith::zip {

std::string compress(std::string_view bytes);
// As HTTP sends it: RFC 1952. A hundred kilobytes of HTML take some three milliseconds.
std::string gzip(std::string_view bytes);
// too_large where the result would pass `limit`; corrupt where the bytes are not, or not all, of compress().
Result<std::string> decompress(std::string_view compressed, std::size_t limit);
// The same for one file in gzip's form, as gzip() gives it.
Result<std::string> gunzip(std::string_view compressed, std::size_t limit);

}  // namespace pith::zip
