// A stretch of a long list.
#pragma once

#include <string>

#include "base/time.h"

namespace pith::store {

// Where something stands in a list that has the newest first: by its time, then by its id.
struct Position {
  Time at = Time::max();
  std::string id = {};
};

struct Page {
  int limit = 50;
  int offset = 0;
  Position after = {};  // only what stands behind this: what comes in meanwhile shifts nothing. In lists by time alone
};

inline const Page everything{1 << 30, 0};

}  // namespace pith::store
