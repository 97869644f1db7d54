#include "web/rate_limit.h"

namespace pith::web {

RateLimit::Standing RateLimit::count(std::string_view key, Clock::time_point now, int more) {
  if (unlimited()) return {};
  const std::scoped_lock lock(mutex_);
  auto& window = window_of(key, now);
  const bool allowed = more <= times_ - window.count;
  if (allowed) window.count += more;
  const auto until = std::chrono::ceil<std::chrono::seconds>(window.begin + window_ - now);
  return {allowed, times_ - window.count, until};
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
