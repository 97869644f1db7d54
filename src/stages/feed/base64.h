// Base64, as Atom's content may be written.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pith::feed {

// White space is skipped; nothing where other characters are in it.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace pith::feed
