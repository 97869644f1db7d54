// What a number counts, as far as it must not be mistaken: 60 percent is neither 60 dollars nor 60 minutes. English.
// Pure.
#pragma once

#include <cstdint>
#include <string_view>

namespace pith::insight {

// `none`: nothing that is said; `thing`: some thing or other ("60 chairs"); `any`: as in "both" and "half", which go
// with all.
enum class Unit : std::uint8_t { none, any, thing, percent, money, second, minute, hour, day, week, month, year };

// Of a word in lower case: "percent", "dollars", "hrs".
Unit unit_word(std::string_view word);

// May stand between a number and what it counts: "60 or so percent", "three to four full days".
bool before_unit(std::string_view word);

// Does a number said with one unit bear out the same number with another? A count of things is no share and a share
// none, and minutes are no hours; where one is not said, all may be meant.
bool bears_out(Unit said, Unit claimed);

}  // namespace pith::insight
