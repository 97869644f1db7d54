#include "text/idna.h"

#include "lib/icu/unicode.h"
#include "text/utf8.h"

namespace pith::text {

std::optional<std::string> ascii_host(std::string_view host) {
  return is_ascii(host) ? std::optional(std::string(host)) : icu::ascii_host(host);
}

}  // namespace pith::text
