// What a brief says in words: why a pick was made, why there are fewer than five.
#pragma once

#include <cstddef>
#include <string>

#include "stages/brief/material.h"
#include "stages/brief/terms.h"
#include "stages/brief/wanting.h"

namespace pith::brief {

// By quality, among what the reader might get of today's episodes, or of the days before, whichever it is of.
struct Rank {
  bool today = false;
  std::size_t better = 0;
  std::size_t peers = 0;
  bool in_order = true;  // no weaker one of them stands above it in the brief, no stronger one below
};

// A pick as its reason sees it.
struct Picked {
  const Material& material;
  Place place = 0;
  const Entry& entry;
  const Wanting& wanting;
  Rank rank;
  bool apart = true;          // of another show and on other topics than all other picks
  bool first_of_show = true;  // no other pick of its show stands above it
  bool unusual = false;       // explores
};

// One or two clauses for the terms in which the pick stands out most; `gains`: by how much of its worth each lifts it
// above the other offers. "New on your topic: Databases; second strongest of today’s 61."
std::string reason_of(const Picked& picked, TermValues gains);

struct Shortfall {
  std::size_t picks = 0;
  std::size_t candidates = 0;
  std::size_t weak = 0;      // below the floor
  std::size_t repeated = 0;  // of what was sent or picked
};
// Empty where nothing is short of `size`.
std::string note_of(const Shortfall& shortfall, std::size_t size);

}  // namespace pith::brief
