// What tells an ad's way of talking from a conversation's, counted in one cue: who is spoken of, how fluent it is, what
// is named. Inside stages/transcript only. Pure; English.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace pith::transcript {

// Counts of a cue. The names in the model's file are ad_count_names, in the same order.
enum class AdCount : std::uint8_t {
  first_person,
  we,
  you,
  third_person,
  filler,  // what writing leaves out: "like", "sort of", "I mean"
  number,
  past,
  imperative,  // opens with "go", "check", "imagine"
  offer,       // "code", "free", "dollars"
  contrast,    // what arguments are made of
  comma,
  capital,        // within the sentence
  local_capital,  // the same, of a word the rest of the episode does not have
  unknown,        // words without a vector: made-up names among them
  local,          // words the rest of the episode does not have
  ellipsis,
  exclamation,
  question,
  digit,
  dash,
  sentences,
};
inline constexpr std::size_t ad_counts = 21;
extern const std::array<std::string_view, ad_counts> ad_count_names;
using AdCounts = std::array<float, ad_counts>;

struct AdWord {
  std::string base;  // lower case
  bool capital = false;
};
std::vector<AdWord> ad_words(std::string_view text);

// All but local_capital, unknown and local, which need the episode.
AdCounts ad_counts_of(std::string_view text, const std::vector<AdWord>& words);

}  // namespace pith::transcript
