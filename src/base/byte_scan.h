// Where in a text the first byte of interest lies, looked for sixteen bytes at a time with the vector types that GCC
// and clang have on every processor. Pure.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace pith {

using Sixteen = std::uint8_t __attribute__((vector_size(16)));
using SixteenSigned = std::int8_t __attribute__((vector_size(16)));  // bytes beyond ASCII are below zero

template <class Block = Sixteen>
Block sixteen_at(const char* bytes) {
  Block block;
  std::memcpy(&block, bytes, sizeof block);
  return block;
}

// Of a comparison's answer (0xFF where it holds) a bit for each byte, the first the lowest.
template <class Answer>
std::uint32_t bits_of(Answer answer) {
  static_assert(sizeof(Answer) == 16 && std::endian::native == std::endian::little);
#ifdef __SSE2__
  return static_cast<std::uint32_t>(_mm_movemask_epi8(std::bit_cast<__m128i>(answer)));
#else
  std::uint32_t bits = 0;
  for (std::uint32_t n = 0; n < 16; ++n) bits |= (answer[n] != 0 ? 1U : 0U) << n;
  return bits;
#endif
}

// The place of the first from `from` <= 16 on that holds; 16 where none does.
template <class Answer>
std::size_t first_held(Answer answer, std::size_t from = 0) {
  return static_cast<std::size_t>(std::countr_zero((bits_of(answer) | 0x10000U) >> from << from));
}

// Whether a comparison's answer holds anywhere.
template <class Answer>
bool holds_any(Answer answer) {
  return first_held(answer) < 16;
}

// Letters of ASCII made small, in place.
inline void lower_ascii(std::string& text) {
  std::size_t at = 0;
  for (; at + 16 <= text.size(); at += 16) {
    auto block = sixteen_at<SixteenSigned>(text.data() + at);
    block |= (block >= 'A') & (block <= 'Z') & 0x20;
    std::memcpy(text.data() + at, &block, sizeof block);
  }
  for (; at < text.size(); ++at)
    if (text[at] >= 'A' && text[at] <= 'Z') text[at] = static_cast<char>(text[at] | 0x20);
}
inline std::string lowered_ascii(std::string_view text) {
  std::string small(text);
  lower_ascii(small);
  return small;
}

// The place of the first of these bytes from `at` on; the text's size where there is none.
template <char... wanted>
std::size_t find_any(std::string_view text, std::size_t at = 0) {
  const auto held_in = [&](std::size_t begin) {
    const auto block = sixteen_at(text.data() + begin);
    return ((block == static_cast<std::uint8_t>(wanted)) | ...);
  };
  for (; at + 16 <= text.size(); at += 16) {
    const auto place = first_held(held_in(at));
    if (place < 16) return at + place;
  }
  if (at < text.size() && text.size() >= 16) {
    const auto last = text.size() - 16;
    return last + first_held(held_in(last), at - last);
  }
  for (; at < text.size(); ++at)
    if (((text[at] == wanted) || ...)) return at;
  return text.size();
}

}  // namespace pith
