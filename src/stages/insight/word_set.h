// A fixed set of words, made when compiled, that most other words leave after one look. Pure and thread-safe.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace pith::insight {

template <std::size_t N>
class WordSet {
 public:
  constexpr explicit(false) WordSet(const std::string_view (&words)[N]) {
    std::ranges::copy(words, words_.begin());
    for (const auto word : words_) starts_[length_of(word)] |= letter_of(word);
  }
  constexpr bool has(std::string_view word) const {
    if ((starts_[length_of(word)] & letter_of(word)) == 0) return false;
    return std::ranges::find(words_, word) != words_.end();
  }

 private:
  static constexpr std::size_t lengths = 16;  // longer ones are counted as one length

  static constexpr std::size_t length_of(std::string_view word) { return std::min(word.size(), lengths - 1); }
  static constexpr std::uint32_t letter_of(std::string_view word) {
    return word.empty() ? 0U : 1U << (static_cast<unsigned char>(word.front()) & 31U);
  }

  std::array<std::string_view, N> words_{};
  std::array<std::uint32_t, lengths> starts_{};  // by length, the first letters
};

}  // namespace pith::insight
