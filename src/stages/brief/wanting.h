// How much a reader wants each offer. Pure.
#pragma once

#include <vector>

#include "stages/brief/learnt.h"
#include "stages/brief/material.h"

namespace pith::brief {

struct Wanting {
  double interest = 0;           // -1 (none of it) .. 1 (all of it); 0 where nothing is known
  double pull = 0;               // of `most` alone
  const Learnt* most = nullptr;  // what pulls most; a view into the leanings
};

// By place. What is wanted for several reasons is wanted more, never more than wholly; so with what is not wanted.
std::vector<Wanting> wantings(const Material& material, const Leanings& leanings);

}  // namespace pith::brief
