// How often somebody may do something: counts in memory, by any key, over a window that begins with the first time.
// Thread-safe; bounded, and as quick at its bound as below it: where there are too many keys, the window that began
// first goes.
#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <list>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

namespace pith::web {

class RateLimit {
 public:
  using Clock = std::chrono::steady_clock;
  // times 0: as often as one likes.
  RateLimit(int times, std::chrono::seconds window, std::size_t keys = 100'000)
      : times_(times), window_(window), keys_(keys) {}

  struct Standing {
    bool allowed = true;
    int left = 0;                  // times in this window
    std::chrono::seconds until{};  // it ends; rounded up
  };
  // Counts so many more, where all of them may be; else none.
  Standing count(std::string_view key, Clock::time_point now = Clock::now(), int more = 1);
  // Counts one more; false where it is one too many.
  bool allows(std::string_view key, Clock::time_point now = Clock::now()) { return count(key, now).allowed; }

  int times() const { return times_; }
  std::chrono::seconds window() const { return window_; }
  bool unlimited() const { return times_ == 0; }

 private:
  struct Window {
    std::string key;
    Clock::time_point begin{};
    int count = 0;
  };
  using Windows = std::list<Window>;
  Window& window_of(std::string_view key, Clock::time_point now);

  const int times_;
  const std::chrono::seconds window_;
  const std::size_t keys_;
  std::mutex mutex_;  // guards what follows
  Windows windows_;   // as they began
  // A tree, not a table of hashes: whoever chooses keys cannot make it slow.
  std::map<std::string_view, Windows::iterator, std::less<>> by_key_;  // views into windows_
};

}  // namespace pith::web
