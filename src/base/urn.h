// Names that hold anywhere, whatever address their bearer has.
#pragma once

#include <string>
#include <string_view>

namespace pith {

// "urn:uuid:..." for whatever has this name, the same everywhere: RFC 9562, version 8, of SHA-256.
std::string urn_of(std::string_view name);

}  // namespace pith
