// Who may begin when: at most one exchange at a time per host, and a least pause between two beginnings. Plain data,
// one thread; time is a parameter.
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_map>
#include <utility>

namespace pith::net {

class HostTurns {
 public:
  using Instant = std::chrono::steady_clock::time_point;
  using Id = std::uint64_t;

  struct HostPace {
    std::string host;
    std::chrono::milliseconds pace{0};
  };

  explicit HostTurns(bool one_per_host) : one_per_host_(one_per_host) {}

  void enqueue(const HostPace& host, Id id, Instant now);
  void leave_alone(const std::string& host, Instant until);
  // The next one whose turn has come; its host is then busy until `done`.
  std::optional<Id> take(Instant now);
  void done(const std::string& host, Instant now);
  void forget(const std::string& host, Id id);  // one that waits no longer
  // When `take` may next have something without a further `enqueue` or `done`.
  std::optional<Instant> next() const;
  // How long each host is still to be left alone, for its pace.
  std::map<std::string, std::chrono::milliseconds> pauses(Instant now) const;

 private:
  struct Host {
    std::deque<Id> waiting;
    bool busy = false;
    bool listed = false;
    Instant free_at{};
    std::chrono::milliseconds pace{0};
  };
  void list(const std::string& name, Host& host, Instant now);

  bool one_per_host_;
  std::unordered_map<std::string, Host> hosts_;
  std::set<std::pair<Instant, std::string>> ready_;  // hosts that are not busy, by the instant they are free
};

}  // namespace pith::net
