// The body of a form with files (RFC 7578): each part's name and bytes. File names and types are dropped. Pure.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "lib/http_server/message.h"

namespace pith::http {

// None where the type names no boundary, or the body is cut off or something else.
std::optional<std::vector<Field>> parse_multipart(std::string_view content_type, std::string_view body);

}  // namespace pith::http
