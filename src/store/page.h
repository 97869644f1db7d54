// A stretch of a long list.
#pragma once

namespace pith::store {

struct Page {
  int limit = 50;
  int offset = 0;
};

inline constexpr Page everything{1 << 30, 0};

}  // namespace pith::store
