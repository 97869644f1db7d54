// Host names of any script. Pure and thread-safe.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace pith::text {

// As DNS and mail have it: "bücher.example" -> "xn--bcher-kva.example". ASCII stays as it is; none where the rest is no
// host name (UTS 46).
std::optional<std::string> ascii_host(std::string_view host);

}  // namespace pith::text
