// What a brief says in words: why a pick was made, why there are fewer than five.
#pragma once

#include <cstddef>
#include <string>

#include "stages/brief/terms.h"

namespace pith::brief {

// One or two clauses for the terms in which the entry stands out most; `gains` are weighted terms above the candidates'
// mean. "Second strongest of today's 61; nothing like it was said before."
std::string reason_of(const Entry& entry, const TermValues& gains);

struct Shortfall {
  std::size_t picks = 0;
  std::size_t candidates = 0;
  std::size_t weak = 0;      // below the floor
  std::size_t repeated = 0;  // of what was sent or picked
};
// Empty where nothing is short of `size`.
std::string note_of(const Shortfall& shortfall, std::size_t size);

}  // namespace pith::brief
