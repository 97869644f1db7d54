// The terms that a candidate's worth is the sum of, as one table.
#pragma once

#include <array>
#include <cstddef>

#include "stages/brief/choose.h"

namespace pith::brief {

enum class Term { quality, today, novelty, unsent, interest, variety };
inline constexpr std::size_t kTerms = 6;
using TermValues = std::array<double, kTerms>;

// A candidate while a brief is being made.
struct Entry {
  const Candidate* candidate = nullptr;
  double older = 0;       // likeness to the nearest insight said before it; 0 where nothing is close
  double sent = 0;        // likeness to the nearest that was sent to the reader
  double picked = 0;      // nearness to the nearest pick so far: likeness, show, topics
  std::size_t rank = 0;   // by quality among its peers, from 0
  std::size_t peers = 0;  // candidates of today, or of the days before, as it is
  bool today = false;     // its episode was first seen within the last day
  bool out = false;       // picked, or found to repeat something
};

// Each 0..1, without weights.
TermValues values_of(const Entry& entry);
TermValues weights_of(const Weights& weights);
double worth_of(const Entry& entry, const TermValues& weights);

// How near a pick brings another candidate: by a link, a show or a topic in common; 0..1.
double nearness_between(const Candidate& a, const Candidate& b);

}  // namespace pith::brief
