// When to poll a feed next: from its cadence, from what its server asked for, and from how often it failed. Pure: the
// caller brings the time and the chance.
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/time.h"

namespace pith::feed {

inline constexpr int dates_that_count = 20;  // of a feed's items, the newest

// How the poll that just ended went, and what is known of the feed.
struct PollFacts {
  std::span<const Time> published = {};  // publication times of its episodes, any order; future ones are ignored
  int status = 200;                      // HTTP status; 0 where no answer came (network, time-out)
  bool readable = true;                  // false: an answer that was no feed
  int failures = 0;                      // in a row, this poll included
  std::optional<std::chrono::seconds> retry_after = {};  // from now
  std::optional<std::chrono::seconds> max_age = {};      // Cache-Control, Expires or the feed's ttl: from now
  // podcast:updateFrequency: counts while its rhythm is not known; its end too, where no item is newer.
  std::string_view update_rule = {};
  bool announced_end = false;  // its publisher says that nothing more comes
};

struct PollPlan {
  Time next;
  std::string reason;  // "about daily, next expected around 06:00 UTC", "failed 4 times in a row: now once a day"
  bool ended = false;  // 410: never again; `next` means nothing
};

// Never sooner than an hour from now, nor than the server asked for (at most 7 days); else at least once a day while
// the feed is followed. `jitter` in [0, 1) spreads feeds that would be polled at one moment, by up to ten minutes.
PollPlan plan_poll(const PollFacts& facts, Time now, double jitter);

}  // namespace pith::feed
