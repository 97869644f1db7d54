// Rankings made by different means as one: reciprocal rank fusion (Cormack, Clarke and Büttcher, 2009). Pure.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace pith::search {

struct Ranking {
  std::vector<std::string> ids;  // best first
  double weight = 1;
};

// How much places far down count: the larger, the more evenly all do. Ours is small, for the first places are telling.
inline constexpr double kEvenness = 10;

// Each id once, by the sum of weight / (kEvenness + place), places from 1; equal ones in the order they were met.
std::vector<std::string> fuse(std::span<const Ranking> rankings);

}  // namespace pith::search
