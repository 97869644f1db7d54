// Runs the steps: threads lease work from the store's table, run it, and decide what becomes of what failed. A lane
// each for waiting, polling, computing, distilling and hearing, so that a server that is slow never holds up a brief.
// Who waits for a server makes room for another thread, so that slow servers do not hold up one another either. Work of
// other processes on the same home is left alone, and taken over once they are gone.
#pragma once

#include <chrono>
#include <condition_variable>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

#include "base/result.h"
#include "pipeline/context.h"
#include "pipeline/polling.h"
#include "pipeline/steps/step.h"
#include "store/owner.h"
#include "store/work.h"

namespace pith::pipeline {

struct DispatchOptions {
  int net_threads = 8;         // that do not wait for a server just now
  int most_net_threads = 256;  // with those that do
  int poll_threads = 2;
  int cpu_threads = 2;
  int distill_threads = 2;
  int hear_threads = 1;
  // Of run_until_idle(): not before other processes' work on these steps has ended as well, for more may follow from
  // it. What those leave behind that are killed is taken over, within a minute after their leases where they ran in
  // another container.
  bool waits_for_others = false;
};

struct DispatchReport {
  int done = 0;
  int given_up = 0;
};

class Dispatch final : WaitingRoom {
 public:
  Dispatch(Context& context, DispatchOptions options) : context_(context), options_(options) {}
  Dispatch(const Dispatch&) = delete;
  Dispatch& operator=(const Dispatch&) = delete;

  // Works on the named steps until none of them is due and nothing waits to be tried again. An Error is the store's:
  // work goes on later.
  Result<DispatchReport> run_until_idle(const std::vector<std::string_view>& steps);
  // Works until told to stop, through times in which the store cannot be written; what is then under way is brought to
  // its end, or given back where it fails. An Error: the store cannot be used at all.
  Result<void> run(const std::stop_token& stop);

 private:
  using Steady = std::chrono::steady_clock;
  struct Task {
    store::Work work;
    int kept = 0;  // how often it was tried again without giving back its lease
    Steady::time_point not_before{};
  };

  Result<DispatchReport> run_threads(const std::stop_token& stop);
  Result<void> release_at_start(const std::stop_token& stop);
  Result<void> release_leases();
  void start_threads(std::vector<std::jthread>& threads, const std::stop_token& stop);
  std::vector<std::string> steps_of(Lane lane) const;
  void work_in(Lane lane, const std::stop_token& stop);
  bool is_surplus(Lane lane);
  bool begin(const std::string& host) override;
  void end(const std::string& host) override;
  void start_extra();
  void join_extra();
  void keep_leases(const std::stop_token& stop);
  void poll_in(const std::stop_token& stop);
  bool bring_polls();
  bool settle_polls(const std::stop_token& stop);
  Result<std::vector<store::Work>> lease(Lane lane, int most);
  Result<std::optional<Task>> take(Lane lane);
  std::optional<Task> take_waiting(Lane lane);
  void perform(Task task, const std::stop_token& stop);
  void put_off(Task task, const std::string& host);
  void give_back(const store::Work& work);
  void note_lost(const store::Work& work, const Error& error);
  void settle_failure(Task task, const Step& step, Failure failure);
  void give_up(const Task& task, const Step& step, const Error& error);
  void rest(const std::stop_token& stop);
  void finish_if_idle();
  Result<bool> is_idle();
  bool stop_for(const Error& error);
  void finish_with(const Error& error);

  struct Line {
    int waiting = 0;
    Steady::time_point end{};  // when the last of those that were put off comes again
  };
  struct Extra {
    std::jthread thread;
    bool ended = false;
  };

  Context& context_;
  DispatchOptions options_;
  const std::string owner_ = store::this_process();
  std::vector<std::string_view> named_;  // the steps that are run
  std::unique_ptr<Polling> polling_;
  std::mutex bringing_;  // held by the one that leases polls
  std::mutex mutex_;     // guards what follows
  std::condition_variable_any changed_;
  std::vector<Task> waiting_;
  int under_way_ = 0;
  int polls_ = 0;                     // of them, in polling_
  std::map<std::string, int> tries_;  // of polls that failed, without giving back their lease
  int net_threads_ = 0;
  int waiting_threads_ = 0;
  std::map<std::string, Line> lines_;  // by host
  std::list<Extra> extra_;
  std::jthread keeper_;            // not guarded: the running thread's own
  std::vector<store::Work> lost_;  // leased, but neither done nor given back: the store could not be written
  unsigned ended_ = 0;             // tasks so far: those who rest wake when it moves
  bool until_idle_ = false;
  bool finished_ = false;
  DispatchReport report_;
  std::optional<Error> trouble_;
};

}  // namespace pith::pipeline
