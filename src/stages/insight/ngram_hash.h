// The name of a word or of a pair of words in the model files: 64-bit FNV-1a of a word's bytes, and a mix of two such
// hashes. The training scripts make the same numbers.
#pragma once

#include <cstdint>
#include <string_view>

namespace pith::insight {

constexpr std::uint64_t hash_of(std::string_view word) {
  std::uint64_t hash = 0xcbf29ce484222325U;
  for (const char byte : word) {
    hash ^= static_cast<unsigned char>(byte);
    hash *= 0x100000001b3U;
  }
  return hash;
}

// Of the pair (first, second); order counts.
constexpr std::uint64_t hash_join(std::uint64_t first, std::uint64_t second) {
  const std::uint64_t mixed = (first * 0x9e3779b97f4a7c15U) ^ second;
  return mixed ^ (mixed >> 29U);
}

}  // namespace pith::insight
