// Where in a text the first byte of interest lies, looked for sixteen bytes at a time with the vector types that GCC
// and clang have on every processor. Pure.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace pith {

using Sixteen = std::uint8_t __attribute__((vector_size(16)));

inline Sixteen sixteen_at(const char* bytes) {
  Sixteen block;
  std::memcpy(&block, bytes, sizeof block);
  return block;
}

// Of a comparison's answer (0xFF where it holds), the place of the first that holds; 16 where none does.
template <class Answer>
std::size_t first_held(Answer answer) {
  static_assert(sizeof(Answer) == 16 && std::endian::native == std::endian::little);
#ifdef __SSE2__
  const auto held = static_cast<std::uint32_t>(_mm_movemask_epi8(std::bit_cast<__m128i>(answer)));
  return static_cast<std::size_t>(std::countr_zero(held | 0x10000U));
#else
  std::uint64_t halves[2];
  std::memcpy(halves, &answer, sizeof halves);
  if (halves[0] != 0) return static_cast<std::size_t>(std::countr_zero(halves[0])) / 8;
  if (halves[1] != 0) return 8 + static_cast<std::size_t>(std::countr_zero(halves[1])) / 8;
  return 16;
#endif
}

// Whether a comparison's answer holds anywhere.
template <class Answer>
bool holds_any(Answer answer) {
  return first_held(answer) < 16;
}

// The place of the first of these bytes from `at` on; the text's size where there is none.
template <char... wanted>
std::size_t find_any(std::string_view text, std::size_t at = 0) {
  for (; at + 16 <= text.size(); at += 16) {
    const auto block = sixteen_at(text.data() + at);
    const auto place = first_held(((block == static_cast<std::uint8_t>(wanted)) | ...));
    if (place < 16) return at + place;
  }
  for (; at < text.size(); ++at)
    if (((text[at] == wanted) || ...)) return at;
  return text.size();
}

}  // namespace pith
