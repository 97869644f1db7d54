// Bytes as text: RFC 4648, section 4, with padding.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pith {

std::string to_base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);  // none where it is no such writing

}  // namespace pith
