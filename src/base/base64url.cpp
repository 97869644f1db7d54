#include "base/base64url.h"

#include "lib/sodium/crypto.h"

namespace pith {

std::string to_base64url(std::string_view bytes) { return sodium::to_base64url(bytes); }
std::optional<std::string> from_base64url(std::string_view text) { return sodium::from_base64url(text); }

}  // namespace pith
