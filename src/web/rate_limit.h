// How often somebody may do something: counts in memory, by any key, over a window that begins with the first time.
// Thread-safe; bounded: where there are too many keys, the oldest windows go.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace pith::web {

class RateLimit {
 public:
  using Clock = std::chrono::steady_clock;
  RateLimit(int times, std::chrono::minutes window, std::size_t keys = 100'000)
      : times_(times), window_(window), keys_(keys) {}

  // Counts one more; false where it is one too many.
  bool allows(std::string_view key, Clock::time_point now = Clock::now());

 private:
  struct Window {
    Clock::time_point begin{};
    int count = 0;
  };
  void make_room(Clock::time_point now);

  const int times_;
  const std::chrono::minutes window_;
  const std::size_t keys_;
  std::mutex mutex_;  // guards what follows
  std::map<std::string, Window, std::less<>> windows_;
};

}  // namespace pith::web
