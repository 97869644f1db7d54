// SHA-1, for one thing alone: the evaluation deals episodes into days by it. Never for security.
#pragma once

#include <string>
#include <string_view>

namespace pith::evaluation {

std::string sha1_hex(std::string_view bytes);

}  // namespace pith::evaluation
