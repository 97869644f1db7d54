// One claim that was said several times: in which order, on how many shows, and where a recording was only published
// again.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "domain/sourced.h"

namespace pith::web {

struct Sayings {
  std::vector<const SourcedInsight*> in_order;  // by (published, id): the first said it first
  std::vector<const SourcedInsight*> copies;    // those of them on the same recording as one before
  std::set<std::string> shows;                  // ids of those it was said on; where there is a copy alone it was not
};

// Insights that restate one another, in any order; they must outlive it.
Sayings sayings_of(std::vector<const SourcedInsight*> all);

}  // namespace pith::web
