// What is read of a clause that could be a headline, besides its words.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace pith::insight {

enum class HeadlineTrait : std::uint8_t {
  cue_score,
  opens,
  closes,
  trimmed,
  few_words,
  words,
  central,
  substance,
  loose_pronouns,
  of_i,
  of_we,
  of_you,
  contrast,
  cause,
  absolute,
  comparison,
  negation,
  modal,
  number,
  other_i,
  past,
  vague,
  copula,
  late,
  order,
  hedge,
  thin,
  whole,
  leans,
  kept,
  after_contrast,
  after_result,
  names,
  best_cue,
  conceded,
  answered,
  supposed,
  torn,
  goes_on,
  goes_on_and,
  goes_on_because,
  definite,
};
inline constexpr std::size_t headline_traits = 42;
using HeadlineTraits = std::array<float, headline_traits>;

}  // namespace pith::insight
