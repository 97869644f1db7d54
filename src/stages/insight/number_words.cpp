#include "stages/insight/number_words.h"

#include <algorithm>
#include <array>

namespace pith::insight {

namespace {

using Kind = NumberWord::Kind;

constexpr std::array<NumberWord, 34> number_words{{
    {"zero", 0, Kind::unit},
    {"one", 1, Kind::unit},
    {"two", 2, Kind::unit},
    {"three", 3, Kind::unit},
    {"four", 4, Kind::unit},
    {"five", 5, Kind::unit},
    {"six", 6, Kind::unit},
    {"seven", 7, Kind::unit},
    {"eight", 8, Kind::unit},
    {"nine", 9, Kind::unit},
    {"ten", 10, Kind::teen},
    {"eleven", 11, Kind::teen},
    {"twelve", 12, Kind::teen},
    {"thirteen", 13, Kind::teen},
    {"fourteen", 14, Kind::teen},
    {"fifteen", 15, Kind::teen},
    {"sixteen", 16, Kind::teen},
    {"seventeen", 17, Kind::teen},
    {"eighteen", 18, Kind::teen},
    {"nineteen", 19, Kind::teen},
    {"twenty", 20, Kind::ten},
    {"thirty", 30, Kind::ten},
    {"forty", 40, Kind::ten},
    {"fifty", 50, Kind::ten},
    {"sixty", 60, Kind::ten},
    {"seventy", 70, Kind::ten},
    {"eighty", 80, Kind::ten},
    {"ninety", 90, Kind::ten},
    {"dozen", 12, Kind::teen},
    {"hundred", 100, Kind::hundred},
    {"thousand", 1e3, Kind::magnitude},
    {"million", 1e6, Kind::magnitude},
    {"billion", 1e9, Kind::magnitude},
    {"trillion", 1e12, Kind::magnitude},
}};

struct Implied {
  std::string_view word;
  double value;
};
constexpr std::array<Implied, 40> implied{{
    {"both", 2},       {"couple", 2},       {"pair", 2},        {"double", 2},       {"second", 2},
    {"half", 0.5},     {"halves", 0.5},     {"third", 3},       {"thirds", 3},       {"triple", 3},
    {"fourth", 4},     {"quarter", 4},      {"fifth", 5},       {"sixth", 6},        {"seventh", 7},
    {"eighth", 8},     {"ninth", 9},        {"tenth", 10},      {"decade", 10},      {"tens", 10},
    {"dozens", 12},    {"twenties", 20},    {"thirties", 30},   {"forties", 40},     {"fifties", 50},
    {"sixties", 60},   {"seventies", 70},   {"eighties", 80},   {"nineties", 90},    {"century", 100},
    {"hundreds", 100}, {"hundredth", 100},  {"thousands", 1e3}, {"thousandth", 1e3}, {"millions", 1e6},
    {"billions", 1e9}, {"trillions", 1e12}, {"teens", 13},      {"trio", 3},         {"fortnight", 2},
}};

constexpr std::array<Implied, 13> multiples{{{"twice", 2},
                                             {"doubled", 2},
                                             {"doubles", 2},
                                             {"doubling", 2},
                                             {"twofold", 2},
                                             {"tripled", 3},
                                             {"triples", 3},
                                             {"thrice", 3},
                                             {"threefold", 3},
                                             {"quadrupled", 4},
                                             {"fivefold", 5},
                                             {"tenfold", 10},
                                             {"hundredfold", 100}}};

struct Suffix {
  std::string_view letters;
  double times;
};
constexpr std::array<Suffix, 6> suffixes{{{"k", 1e3}, {"m", 1e6}, {"mn", 1e6}, {"b", 1e9}, {"bn", 1e9}, {"t", 1e12}}};

}  // namespace

const NumberWord* number_word(std::string_view word) {
  const auto* found = std::ranges::find(number_words, word, &NumberWord::word);
  return found == number_words.end() ? nullptr : found;
}

std::optional<double> implied_number(std::string_view word) {
  const auto* found = std::ranges::find(implied, word, &Implied::word);
  if (found == implied.end()) return multiple(word);
  return found->value;
}

std::optional<double> multiple(std::string_view word) {
  const auto* found = std::ranges::find(multiples, word, &Implied::word);
  if (found == multiples.end()) return std::nullopt;
  return found->value;
}

double magnitude_suffix(std::string_view letters) {
  const auto* found = std::ranges::find(suffixes, letters, &Suffix::letters);
  return found == suffixes.end() ? 1 : found->times;
}

}  // namespace pith::insight
