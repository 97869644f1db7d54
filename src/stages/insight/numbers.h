// Numbers of an English text, in digits or words alike: "2,000", "two thousand", "2k"; "twenty fourteen" and "2014".
// Pure and thread-safe.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "stages/insight/number_units.h"

namespace pith::insight {

// A number that a text claims, and the values any of which would bear it out: "10 million" is 10,000,000.
struct ClaimedNumber {
  std::string shown;  // as written
  std::vector<double> values;
  bool decade = false;  // "1960s": any year of it bears it out
  Unit unit = Unit::none;
};

// Left out, for they claim no figure: "one", ordinals, vague plurals ("thousands of"), and digits inside a name
// ("H100", "GPT-3"), which are the name's.
std::vector<ClaimedNumber> claimed_numbers(std::string_view text);

// The numbers that a passage holds, in every reading: "twenty fourteen" is 20, 14, 34 and 2014; "both" is 2.
class HeardNumbers {
 public:
  void add(std::string_view text);
  // Does the passage hold this number with its unit, perhaps through a magnitude that it shares ("six to seven hundred
  // thousand")?
  bool hold(const ClaimedNumber& claim) const;

 private:
  bool hold_value(double value, Unit unit) const;
  std::multimap<double, Unit> values_;
  std::set<double> magnitudes_;
};

}  // namespace pith::insight
