// What an import brought in.
#pragma once

#include <cstdint>

namespace pith::store {

struct Imported {
  std::int64_t shows = 0;  // that are new here
  std::int64_t episodes = 0;
  std::int64_t insights = 0;
  std::int64_t known = 0;     // insights that were here already
  std::int64_t left_out = 0;  // insights of episodes of which this home has its own
  std::int64_t readers = 0;   // that are new here and get briefs by mail
};

}  // namespace pith::store
