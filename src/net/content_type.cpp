#include "net/content_type.h"

#include <algorithm>
#include <cctype>

namespace pith::net {

namespace {

std::string folded(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (c == '"' || c == '\'' || std::isspace(static_cast<unsigned char>(c)) != 0) continue;
    result += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  }
  return result;
}

}  // namespace

ContentType content_type_of(std::string_view header) {
  ContentType result;
  auto semicolon = header.find(';');
  result.type = folded(header.substr(0, semicolon));
  while (semicolon != std::string_view::npos) {
    header.remove_prefix(semicolon + 1);
    semicolon = header.find(';');
    const auto parameter = folded(header.substr(0, semicolon));
    if (parameter.starts_with("charset=") && result.charset.empty()) result.charset = parameter.substr(8);
  }
  return result;
}

}  // namespace pith::net
