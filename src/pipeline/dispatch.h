// Runs the steps: threads lease work from the store's table, run it, and decide what becomes of what failed. A lane
// each for waiting, computing, distilling and hearing, so that a server that is slow never holds up a brief. Work of
// other processes on the same home is left alone.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <stop_token>
#include <vector>

#include "base/result.h"
#include "pipeline/context.h"
#include "pipeline/steps/step.h"
#include "store/work.h"

namespace pith::pipeline {

struct DispatchOptions {
  int net_threads = 8;
  int cpu_threads = 2;
  int distill_threads = 2;
  int hear_threads = 1;
};

struct DispatchReport {
  int done = 0;
  int given_up = 0;
};

class Dispatch {
 public:
  Dispatch(Context& context, DispatchOptions options) : context_(context), options_(options) {}
  Dispatch(const Dispatch&) = delete;
  Dispatch& operator=(const Dispatch&) = delete;

  // Works on the named steps until none of them is due and nothing waits to be tried again. An Error is the store's:
  // work goes on later.
  Result<DispatchReport> run_until_idle(const std::vector<std::string_view>& steps);
  // Works until told to stop; what is then under way is brought to its end, or given back where it fails.
  Result<void> run(const std::stop_token& stop);

 private:
  using Steady = std::chrono::steady_clock;
  struct Task {
    store::Work work;
    int kept = 0;  // how often it was tried again without giving back its lease
    Steady::time_point not_before{};
  };

  Result<DispatchReport> run_threads(const std::stop_token& stop);
  std::vector<std::string> steps_of(Lane lane) const;
  void work_in(Lane lane, const std::stop_token& stop);
  Result<std::optional<Task>> take(Lane lane);
  std::optional<Task> take_waiting(Lane lane);
  void perform(Task task, const std::stop_token& stop);
  void give_back(const Task& task);
  void settle_failure(Task task, const Step& step, const Failure& failure);
  void give_up(const Task& task, const Step& step, const Error& error);
  void rest(const std::stop_token& stop);
  void finish_if_idle();
  bool stop_for(const Error& error);

  Context& context_;
  DispatchOptions options_;
  std::vector<std::string_view> named_;  // the steps that are run
  std::mutex mutex_;                     // guards what follows
  std::condition_variable_any changed_;
  std::vector<Task> waiting_;
  int under_way_ = 0;
  unsigned ended_ = 0;  // tasks so far: those who rest wake when it moves
  bool until_idle_ = false;
  bool finished_ = false;
  DispatchReport report_;
  std::optional<Error> trouble_;
};

}  // namespace pith::pipeline
