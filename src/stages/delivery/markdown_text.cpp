#include "stages/delivery/markdown_text.h"

#include <algorithm>

#include <fmt/format.h>

namespace pith::delivery {

std::string plain(std::string_view text) {
  std::string out;
  for (std::size_t n = 0; n < text.size(); ++n) {
    const char c = text[n];
    const bool comment =
        c == '%' && (text.substr(n + 1).starts_with('%') || (n > 0 && text[n - 1] == '%'));  // Obsidian's
    if (comment || std::string_view("\\`*_[]<>#|~$").contains(c)) out += '\\';
    out += c;
  }
  const auto digits = std::min(out.find_first_not_of("0123456789"), out.size());
  const bool numbered = digits > 0 && digits < out.size() && (out[digits] == '.' || out[digits] == ')');
  if (numbered) out.insert(digits, "\\");
  if (out.starts_with('-') || out.starts_with('+') || out.starts_with('=')) out.insert(0, "\\");
  return out;
}

std::string unescaped(std::string_view markdown) {
  std::string out;
  for (std::size_t n = 0; n < markdown.size(); ++n) {
    if (markdown[n] == '\\' && n + 1 < markdown.size()) ++n;
    out += markdown[n];
  }
  return out;
}

std::string link(std::string_view words, std::string_view url) {
  if (url.empty()) return plain(words);
  return fmt::format("[{}](<{}>)", plain(words), url);
}

}  // namespace pith::delivery
