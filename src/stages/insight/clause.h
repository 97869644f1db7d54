// Clauses as far as they can be set beside one another: their telling words by stem, what they deny and
// compare. English. Pure and thread-safe.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace pith::insight {

struct ClauseWord {
  std::string key;        // the stem; of "slower" it is that of "faster"
  bool telling = false;   // neither a function word nor a number
  bool denies = false;    // "not"
  bool opposite = false;  // "slower", which its key is the opposite of
  bool hedges = false;    // may deny in its way: "fails", "without", "if"
  bool turns = false;     // another clause begins with it: "but", "because"
  bool pauses = false;    // punctuation follows it
};

struct Clause {
  std::string text;
  std::vector<ClauseWord> words;
  bool denied = false;
};

std::vector<Clause> sentences_of(std::string_view text);  // whole ones
std::vector<Clause> clauses_of(std::string_view text);    // their parts between pauses and conjunctions
Clause part_of(const Clause& sentence, std::size_t first, std::size_t end);

// From which word on a denial says no to what begins at `first`: of its clause, and of what governs a "that".
std::size_t reach_of_denial(const Clause& sentence, std::size_t first);

// "X is faster than Y" and "Y is faster than X".
bool compares_the_other_way(const Clause& a, const Clause& b);

}  // namespace pith::insight
