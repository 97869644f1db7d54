// What an offer's worth for one reader is made of.
#pragma once

#include <array>
#include <cstddef>

#include "stages/brief/material.h"
#include "stages/brief/wanting.h"

namespace pith::brief {

enum class Term { quality, freshness, novelty, unsent, interest, variety };
inline constexpr std::size_t kTerms = 6;
using TermValues = std::array<double, kTerms>;

// An offer while a reader's brief is being made.
struct Entry {
  double sent = 0;        // likeness to the nearest that was sent to the reader
  double picked = 0;      // nearness to the nearest pick so far: likeness, show, topics
  std::size_t again = 0;  // picks so far of its episode
  std::size_t show = 0;   // and of its show
  bool known = false;     // was sent itself
  bool repeats = false;   // tells what was sent or picked
  bool picked_already = false;
  bool out() const { return known || repeats || picked_already; }
};

// The factors of its worth; variety is 1.
TermValues factors_of(const Standing& standing, const Entry& entry, double interest, const Weights& weights);
double product_of(const TermValues& factors);
// What the picks before take off.
double penalty_of(const Entry& entry, const Weights& weights);
// How near a pick brings another offer: by a link, a show or a topic in common; 0..1.
double nearness_by(double likeness, bool same_show, bool shares_topic);

}  // namespace pith::brief
