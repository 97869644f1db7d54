// Number words of English. Pure.
#pragma once

#include <optional>
#include <string_view>

namespace pith::insight {

struct NumberWord {
  enum class Kind { unit, teen, ten, hundred, magnitude };
  std::string_view word;
  double value;
  Kind kind;
};

// "seven", "forty", "million"; lower case. Null where it is none.
const NumberWord* number_word(std::string_view word);

// What says a number in passing: "both" 2, "third" 3, "dozens" 12, "nineties" 90, "half" 0.5.
std::optional<double> implied_number(std::string_view word);

// "twice", "tripled", "tenfold": a number that is claimed as much as one in digits.
std::optional<double> multiple(std::string_view word);

// What a letter or two after digits multiplies by: "k" 1,000; "bn" 1,000,000,000. 1 where it does not.
double magnitude_suffix(std::string_view letters);

}  // namespace pith::insight
