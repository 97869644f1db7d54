#include "web/rate_limit.h"

#include <algorithm>

namespace pith::web {

RateLimit::Standing RateLimit::count(std::string_view key, Clock::time_point now) {
  if (unlimited()) return {};
  const std::scoped_lock lock(mutex_);
  auto& window = window_of(key, now);
  window.count = std::min(window.count, times_) + 1;
  const auto until = std::chrono::ceil<std::chrono::seconds>(window.begin + window_ - now);
  return {window.count <= times_, std::max(times_ - window.count, 0), until};
}

// The running window of the key, last in the list where it begins now.
RateLimit::Window& RateLimit::window_of(std::string_view key, Clock::time_point now) {
  const auto found = by_key_.find(key);
  if (found != by_key_.end()) {
    auto& window = *found->second;
    if (now - window.begin < window_) return window;
    windows_.splice(windows_.end(), windows_, found->second);
    window.begin = now;
    window.count = 0;
    return window;
  }
  if (windows_.size() >= keys_) {
    by_key_.erase(windows_.front().key);
    windows_.pop_front();
  }
  windows_.push_back({std::string(key), now, 0});
  const auto added = std::prev(windows_.end());
  by_key_.emplace(added->key, added);
  return *added;
}

}  // namespace pith::web
