#include "evaluation/sha1.h"

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

#include <fmt/format.h>

namespace pith::evaluation {

namespace {

constexpr std::size_t block_bytes = 64;
using State = std::array<std::uint32_t, 5>;

std::string padded(std::string_view bytes) {
  std::string all(bytes);
  all += '\x80';
  while (all.size() % block_bytes != block_bytes - 8) all += '\0';
  const std::uint64_t bits = std::uint64_t{bytes.size()} * 8;
  for (int shift = 56; shift >= 0; shift -= 8) all += static_cast<char>((bits >> shift) & 0xFFU);
  return all;
}

std::uint32_t round_value(std::size_t round, const State& s) {
  if (round < 20) return ((s[1] & s[2]) | (~s[1] & s[3])) + 0x5A827999U;
  if (round < 40) return (s[1] ^ s[2] ^ s[3]) + 0x6ED9EBA1U;
  if (round < 60) return ((s[1] & s[2]) | (s[1] & s[3]) | (s[2] & s[3])) + 0x8F1BBCDCU;
  return (s[1] ^ s[2] ^ s[3]) + 0xCA62C1D6U;
}

void add_block(std::string_view block, State& state) {
  std::array<std::uint32_t, 80> words{};
  for (std::size_t k = 0; k < block_bytes; ++k)
    words[k / 4] = (words[k / 4] << 8U) | static_cast<unsigned char>(block[k]);
  for (std::size_t k = 16; k < words.size(); ++k)
    words[k] = std::rotl(words[k - 3] ^ words[k - 8] ^ words[k - 14] ^ words[k - 16], 1);
  State now = state;
  for (std::size_t k = 0; k < words.size(); ++k) {
    const auto next = std::rotl(now[0], 5) + round_value(k, now) + now[4] + words[k];
    now = {next, now[0], std::rotl(now[1], 30), now[2], now[3]};
  }
  for (std::size_t k = 0; k < state.size(); ++k) state[k] += now[k];
}

}  // namespace

std::string sha1_hex(std::string_view bytes) {
  State state{0x67452301U, 0xEFCDAB89U, 0x98BADCFEU, 0x10325476U, 0xC3D2E1F0U};
  const auto all = padded(bytes);
  for (std::size_t at = 0; at < all.size(); at += block_bytes)
    add_block(std::string_view(all).substr(at, block_bytes), state);
  std::string hex;
  for (const auto word : state) hex += fmt::format("{:08x}", word);
  return hex;
}

}  // namespace pith::evaluation
