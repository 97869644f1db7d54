#include "base/ids.h"

#include <algorithm>
#include <cstdint>

#include <fmt/format.h>

#include "lib/sodium/crypto.h"

namespace pith {

namespace {

constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz234567";
constexpr std::size_t id_length = 12;

std::string base32(std::string_view bytes, std::size_t length) {
  std::string out;
  std::uint32_t held = 0;
  int bits = 0;
  for (const char byte : bytes) {
    held = (held << 8) | static_cast<unsigned char>(byte);
    bits += 8;
    while (bits >= 5 && out.size() < length) {
      bits -= 5;
      out += alphabet[(held >> bits) & 31];
    }
  }
  return out;
}

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

}  // namespace

std::string make_id(std::string_view prefix, std::initializer_list<std::string_view> keys) {
  std::string joined;
  for (const auto key : keys) joined.append(fmt::format_int(key.size()).c_str()).append(":").append(key).append(";");
  return std::string(prefix).append("_").append(base32(sodium::sha256(joined), id_length));
}

bool is_id(std::string_view text, std::string_view prefix) {
  return text.size() == prefix.size() + 1 + id_length && text.starts_with(prefix) && text[prefix.size()] == '_' &&
         text.find_first_not_of(alphabet, prefix.size() + 1) == std::string_view::npos;
}

std::string content_hash(std::string_view bytes_in, std::size_t bytes) {
  const auto digest = sodium::sha256(bytes_in);
  std::string out;
  for (const char byte : std::string_view(digest).substr(0, bytes))
    out += fmt::format("{:02x}", static_cast<unsigned char>(byte));
  return out;
}

std::string slug_of(std::string_view title) {
  std::string slug;
  for (char c : title) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    if (is_word(c)) {
      slug += c;
    } else if (c != '\'' && !slug.empty() && slug.back() != '-') {
      slug += '-';
    }
  }
  slug.resize(std::min<std::size_t>(slug.size(), 60));
  while (!slug.empty() && slug.back() == '-') slug.pop_back();
  return slug.empty() ? "show" : slug;
}

}  // namespace pith
