#include "web/rate_limit.h"

#include <algorithm>

namespace pith::web {

bool RateLimit::allows(std::string_view key, Clock::time_point now) {
  const std::scoped_lock lock(mutex_);
  auto found = windows_.find(key);
  if (found == windows_.end()) {
    make_room(now);
    found = windows_.emplace(std::string(key), Window{now, 0}).first;
  }
  auto& window = found->second;
  if (now - window.begin >= window_) window = {now, 0};
  return ++window.count <= times_;
}

void RateLimit::make_room(Clock::time_point now) {
  if (windows_.size() < keys_) return;
  std::erase_if(windows_, [&](const auto& entry) { return now - entry.second.begin >= window_; });
  if (windows_.size() < keys_) return;
  windows_.erase(std::ranges::min_element(windows_, {}, [](const auto& entry) { return entry.second.begin; }));
}

}  // namespace pith::web
