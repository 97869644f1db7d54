#include "base/base64.h"

#include "lib/sodium/crypto.h"

namespace pith {

std::string to_base64(std::string_view bytes) { return sodium::to_base64(bytes); }
std::optional<std::string> from_base64(std::string_view text) { return sodium::from_base64(text); }

}  // namespace pith
