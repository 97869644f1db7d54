// A headline of at most 12 words: the claim of a text compressed from its own words. Pure.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "stages/insight/background.h"
#include "stages/insight/headline_clauses.h"

namespace pith::insight {

// What tells a headline from other clauses, in this order; the weights stand in headline.cpp.
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
};
inline constexpr std::size_t headline_traits = 27;
using HeadlineTraits = std::array<float, headline_traits>;

struct HeadlineChoice {
  std::string headline;
  std::size_t source = 0;  // place among the sentences
  HeadlineTraits traits{};
  float worth = 0;  // as headlines of these sentences compare
};

// Every clause that could be the headline, best first.
std::vector<HeadlineChoice> headline_choices(std::span<const HeadlineSource> sentences, const Background& background);

// For want of a whole clause: the beginning of the best sentence, with "…" where it was cut.
std::string cut_headline(std::span<const HeadlineSource> sentences);

}  // namespace pith::insight
