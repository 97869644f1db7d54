// Bytes as letters that addresses take: RFC 4648, section 5, without padding.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pith {

std::string to_base64url(std::string_view bytes);
std::optional<std::string> from_base64url(std::string_view text);  // none where it is no such writing

}  // namespace pith
