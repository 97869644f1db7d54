// Finding any of a few ASCII bytes in a text, a table look-up a byte (the standard library's find_first_of calls memchr
// for each). Pure.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace pith::text {

class ByteSet {
 public:
  constexpr explicit ByteSet(std::string_view bytes) {
    for (const char byte : bytes) has_[static_cast<unsigned char>(byte)] = true;
  }
  constexpr bool has(char byte) const { return has_[static_cast<unsigned char>(byte)]; }
  // The place of the first from `at` on; the text's size where there is none.
  constexpr std::size_t find(std::string_view text, std::size_t at = 0) const {
    while (at < text.size() && !has(text[at])) ++at;
    return at < text.size() ? at : text.size();
  }

 private:
  std::array<bool, 256> has_{};
};

}  // namespace pith::text
