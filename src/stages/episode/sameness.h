// Whether two items may be one episode, as far as their titles and dates tell. Internal to stages/episode; pure.
#pragma once

#include <optional>
#include <string_view>

#include "base/time.h"

namespace pith::episode {

// When an item says it came out.
struct SaidDate {
  std::optional<Time> at;  // empty where it is unknown: no date, or one that was clamped
  std::string_view raw;
};

// The same text, or the same instant however it is written; hosts leave out seconds.
bool same_date(const SaidDate& a, const SaidDate& b);
// Known, and further apart than the same instant in another spelling.
bool other_date(const SaidDate& a, const SaidDate& b);

// Folded titles that an edit tells apart: one begins, ends or goes on with the other's words, or nearly all words are
// the same and so are all numbers. "Part 1" is not near "Part 2".
bool near_titles(std::string_view a, std::string_view b);

// The first number in a text.
std::optional<int> first_number(std::string_view text);

}  // namespace pith::episode
