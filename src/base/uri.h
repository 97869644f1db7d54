// Addresses as programs take them.
#pragma once

#include <string>
#include <string_view>

namespace pith {

// What is not ASCII percent-encoded (RFC 3987, 3.1): names in addresses have the letters they are written with.
std::string uri_of(std::string_view iri);

}  // namespace pith
