#include "base/ids.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <iterator>

#include <fmt/compile.h>
#include <fmt/format.h>

#include "lib/sodium/crypto.h"

namespace pith {

namespace {

constexpr std::string_view alphabet = "abcdefghijklmnopqrstuvwxyz234567";
constexpr std::size_t id_length = 12;

// The first id_length digits of the bytes, at least eight of them.
std::array<char, id_length> base32(std::string_view bytes) {
  std::uint64_t held = 0;
  for (const char byte : bytes.substr(0, 8)) held = (held << 8U) | static_cast<unsigned char>(byte);
  std::array<char, id_length> digits{};
  for (char& digit : digits) {
    digit = alphabet[held >> 59U];
    held <<= 5U;
  }
  return digits;
}

bool is_word(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

}  // namespace

std::string make_id(std::string_view prefix, std::initializer_list<std::string_view> keys) {
  fmt::memory_buffer joined;
  for (const auto key : keys) fmt::format_to(std::back_inserter(joined), FMT_COMPILE("{}:{};"), key.size(), key);
  const auto digits = base32(sodium::sha256({joined.data(), joined.size()}));
  return std::string(prefix).append("_").append(digits.data(), digits.size());
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
