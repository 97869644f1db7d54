// Kinds of English words that tell a claim from other talk. A word may be of several kinds.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace pith::insight {

enum class WordClass : std::uint8_t {
  contrast,
  cause,
  absolute,
  comparison,
  negation,
  first_person,
  we,
  second_person,
  hedge,
  filler,
  modal,
  past,
  people,
  knowing,
  condition,
  pronoun,
  show_talk,
  saying,
  connective,    // that open a sentence
  reaction,      // that open a listener's turn
  appreciation,  // in a listener's turn
};
inline constexpr std::size_t counted_classes = 18;  // the first so many are counted a cue
inline constexpr std::size_t class_count = 21;

struct WordClassRow {
  WordClass kind;
  std::string_view name;
  std::string_view words;  // parted by spaces
};
extern const std::array<WordClassRow, class_count> word_classes;

constexpr std::uint32_t bit(WordClass kind) { return 1U << static_cast<unsigned>(kind); }

}  // namespace pith::insight
