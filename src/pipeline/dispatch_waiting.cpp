// The threads that wait for servers: others run meanwhile, and no host has all of them waiting for it.
#include <algorithm>
#include <system_error>

#include <fmt/format.h>

#include "lib/log/log.h"
#include "pipeline/dispatch.h"

namespace pith::pipeline {

namespace {

using namespace std::chrono_literals;

constexpr int most_in_line = 8;    // for one host; it is asked one thing at a time
constexpr auto line_pace = 500ms;  // between two works that come again for a host

}  // namespace

// Whether this thread is one too many now that fewer wait for servers; it is then counted out.
bool Dispatch::is_surplus(Lane lane) {
  if (lane != Lane::net) return false;
  const std::scoped_lock lock(mutex_);
  if (net_threads_ - waiting_threads_ <= options_.net_threads) return false;
  --net_threads_;
  return true;
}

// Where more than half of the threads wait, a host has its share of them.
bool Dispatch::begin(const std::string& host) {
  const std::scoped_lock lock(mutex_);
  ++waiting_threads_;
  const bool scarce = waiting_threads_ > options_.most_net_threads / 2;
  const bool has_place = host.empty() || ++lines_[host].waiting <= most_in_line || !scarce;
  std::erase_if(extra_, [](const Extra& extra) { return extra.ended; });
  const bool wanted = net_threads_ - waiting_threads_ < options_.net_threads;
  if (has_place && wanted && !finished_ && net_threads_ < options_.most_net_threads) start_extra();
  return has_place;
}

void Dispatch::end(const std::string& host) {
  const std::scoped_lock lock(mutex_);
  --waiting_threads_;
  if (!host.empty()) --lines_[host].waiting;
  const auto now = Steady::now();
  std::erase_if(lines_, [&](const auto& line) { return line.second.waiting == 0 && line.second.end <= now; });
}

// With mutex_ held. Where the system gives no more threads, those there are go on.
void Dispatch::start_extra() {
  auto& extra = extra_.emplace_back();
  try {
    extra.thread = std::jthread([this, &extra, stop = context_.stop] {
      work_in(Lane::net, stop);
      const std::scoped_lock ending(mutex_);
      extra.ended = true;
    });
    ++net_threads_;
  } catch (const std::system_error& error) {
    extra_.pop_back();
    log::info(fmt::format("no further thread can be started: {}", error.what()));
  }
}

// One that still runs may look at the list meanwhile.
void Dispatch::join_extra() {
  for (;;) {
    std::list<Extra> joined;
    {
      const std::scoped_lock lock(mutex_);
      if (extra_.empty()) return;
      joined.splice(joined.begin(), extra_, extra_.begin());
    }
    if (joined.front().thread.joinable()) joined.front().thread.join();
  }
}

// Comes again when those before it in that host's line may have been served. What runs until nothing is due keeps it.
void Dispatch::put_off(Task task, const std::string& host) {
  const auto now = Steady::now();
  std::unique_lock lock(mutex_);
  auto& end = lines_[host].end;
  end = std::max(end, now) + line_pace;
  const auto pause = std::chrono::duration_cast<Micros>(end - now);
  if (until_idle_) {
    task.not_before = end;
    waiting_.push_back(std::move(task));
    return;
  }
  lock.unlock();
  const Time due = context_.clock.now() + pause;
  const auto done = context_.store.write([&](store::Tx& tx) { store::postpone(tx, task.work, due); });
  if (!done) note_lost(task.work, done.error());
}

}  // namespace pith::pipeline
