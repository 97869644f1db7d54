#include "stages/insight/number_units.h"

#include <algorithm>
#include <array>

#include "stages/insight/word_set.h"

namespace pith::insight {

namespace {

struct UnitWord {
  std::string_view word;
  Unit unit;
};
constexpr std::array<UnitWord, 36> unit_words{{
    {"percent", Unit::percent}, {"percentage", Unit::percent}, {"cent", Unit::percent},  {"pct", Unit::percent},
    {"dollar", Unit::money},    {"dollars", Unit::money},      {"bucks", Unit::money},   {"buck", Unit::money},
    {"grand", Unit::money},     {"euro", Unit::money},         {"euros", Unit::money},   {"cents", Unit::money},
    {"pounds", Unit::money},    {"usd", Unit::money},          {"second", Unit::second}, {"seconds", Unit::second},
    {"minute", Unit::minute},   {"minutes", Unit::minute},     {"mins", Unit::minute},   {"min", Unit::minute},
    {"hour", Unit::hour},       {"hours", Unit::hour},         {"hrs", Unit::hour},      {"day", Unit::day},
    {"days", Unit::day},        {"week", Unit::week},          {"weeks", Unit::week},    {"month", Unit::month},
    {"months", Unit::month},    {"year", Unit::year},          {"years", Unit::year},    {"yr", Unit::year},
    {"yrs", Unit::year},        {"secs", Unit::second},        {"sec", Unit::second},    {"points", Unit::any},
}};

constexpr WordSet joints({"or",   "to",   "and",  "point", "half",     "odd",       "plus",  "some", "maybe",  "per",
                          "like", "even", "full", "whole", "between",  "something", "so",    "more", "extra",  "solid",
                          "just", "then", "of",   "the",   "business", "working",   "short", "long", "entire", "us"});

}  // namespace

Unit unit_word(std::string_view word) {
  const auto* found = std::ranges::find(unit_words, word, &UnitWord::word);
  return found == unit_words.end() ? Unit::none : found->unit;
}

bool before_unit(std::string_view word) { return joints.has(word); }

bool bears_out(Unit said, Unit claimed) {
  const auto open = [](Unit unit) { return unit == Unit::none || unit == Unit::any; };
  if (said == claimed || open(said) || open(claimed)) return true;
  if (said == Unit::percent || claimed == Unit::percent) return false;
  return said == Unit::thing || claimed == Unit::thing;
}

}  // namespace pith::insight
