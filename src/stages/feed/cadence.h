// When a feed's next item may be expected, told from when its earlier ones came. Internal to stages/feed.
#pragma once

#include <chrono>
#include <span>
#include <vector>

#include "base/time.h"

namespace pith::feed {

// The rhythm of a feed: how often it publishes, and at which times of the day and week.
class Cadence {
 public:
  // `published` in any order; what is after `now` is left out. The 20 newest count.
  Cadence(std::span<const Time> published, Time now);

  // The median time between items; nothing of use with fewer than two.
  std::chrono::minutes typical_gap() const { return gap_; }
  bool is_known() const { return times_.size() >= 2; }
  // Since the newest item, or nothing.
  std::chrono::minutes silence() const { return silence_; }

  // How many items are to be expected in the ten minutes from `at`: most about the times of day and week at which
  // earlier ones came, some at any time.
  double expected(Time at) const;

 private:
  std::vector<Time> times_;   // newest first
  std::vector<int> minutes_;  // of the week, of each
  std::chrono::minutes gap_{0};
  std::chrono::minutes silence_{0};
  double per_day_ = 0;
};

}  // namespace pith::feed
