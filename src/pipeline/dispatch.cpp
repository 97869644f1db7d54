#include "pipeline/dispatch.h"

#include <algorithm>
#include <exception>
#include <thread>

#include <fmt/format.h>

#include "base/url.h"
#include "lib/log/log.h"
#include "store/owner.h"

namespace pith::pipeline {

namespace {

using namespace std::chrono_literals;

constexpr auto lease_time = 4h;  // longer than a step takes; the leases of processes that are gone end at every start
constexpr auto look_again = 500ms;  // how soon work that another process put into the table is noticed

std::chrono::microseconds steady_now() {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch());
}

// A throw in a step is a defect; it costs this work, not the process.
StepResult guarded(const Step& step, Context& context, const store::Work& work) {
  try {
    return step.run(context, work);
  } catch (const std::exception& caught) {
    return std::unexpected(Error{ErrorKind::internal, "the step failed unexpectedly", caught.what()});
  }
}

}  // namespace

std::vector<std::string> Dispatch::steps_of(Lane lane) const {
  std::vector<std::string> names;
  for (const auto& step : steps())
    if (step.lane == lane && std::ranges::find(named_, step.name) != named_.end()) names.emplace_back(step.name);
  return names;
}

Result<DispatchReport> Dispatch::run_until_idle(const std::vector<std::string_view>& steps) {
  named_ = steps;
  until_idle_ = true;
  return run_threads({});
}

Result<void> Dispatch::run(const std::stop_token& stop) {
  named_.clear();
  for (const auto& step : steps()) named_.push_back(step.name);
  until_idle_ = false;
  auto report = run_threads(stop);
  if (!report) return std::unexpected(report.error());
  return {};
}

Result<DispatchReport> Dispatch::run_threads(const std::stop_token& stop) {
  auto released =
      context_.store.write([](store::Tx& tx) { return store::release_leases(tx, store::still_runs, steady_now()); });
  if (!released) return std::unexpected(released.error());
  finished_ = false;
  report_ = {};
  trouble_.reset();
  context_.stop = stop;
  {
    std::vector<std::jthread> threads;
    for (const auto& [lane, count] :
         {std::pair(Lane::net, options_.net_threads), std::pair(Lane::cpu, options_.cpu_threads),
          std::pair(Lane::distill, options_.distill_threads), std::pair(Lane::hear, options_.hear_threads)})
      for (int n = 0; n < count; ++n) threads.emplace_back([this, lane, &stop] { work_in(lane, stop); });
  }
  if (trouble_) return std::unexpected(*trouble_);
  return report_;
}

void Dispatch::work_in(Lane lane, const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    {
      const std::scoped_lock lock(mutex_);
      if (finished_) return;
      ++under_way_;
    }
    auto task = take(lane);
    const bool found = task && *task;
    if (found) perform(std::move(**task), stop);
    {
      const std::scoped_lock lock(mutex_);
      --under_way_;
      if (found) ++ended_;
    }
    changed_.notify_all();
    if (!task && stop_for(task.error())) return;
    if (found) continue;
    finish_if_idle();
    rest(stop);
  }
}

std::optional<Dispatch::Task> Dispatch::take_waiting(Lane lane) {
  const std::scoped_lock lock(mutex_);
  const auto now = Steady::now();
  const auto found = std::ranges::find_if(waiting_, [&](const Task& task) {
    const auto* step = find_step(task.work.key.step);
    return step != nullptr && step->lane == lane && task.not_before <= now;
  });
  if (found == waiting_.end()) return std::nullopt;
  Task task = std::move(*found);
  waiting_.erase(found);
  return task;
}

Result<std::optional<Dispatch::Task>> Dispatch::take(Lane lane) {
  if (auto waiting = take_waiting(lane)) return waiting;
  const Time now = context_.clock.now();
  const auto due = store::any_due(context_.store.read(), now, steps_of(lane));
  if (!due) return std::unexpected(due.error());
  if (!*due) return std::optional<Task>{};
  auto leased = context_.store.write([&](store::Tx& tx) {
    return store::lease(tx, {.steps = steps_of(lane),
                             .now = now,
                             .limit = 1,
                             .owner = store::this_process(),
                             .lease_until = steady_now() + lease_time});
  });
  if (!leased) return std::unexpected(leased.error());
  if (leased->empty()) return std::optional<Task>{};
  return Task{std::move(leased->front()), 0, {}};
}

// What failed while the program ends may have failed for that: it counts as not tried.
void Dispatch::give_back(const Task& task) {
  const auto done = context_.store.write([&](store::Tx& tx) { store::give_back(tx, task.work); });
  if (!done) log::error(fmt::format("{}: {}", task.work.key.subject, done.error().log_line()));
}

void Dispatch::perform(Task task, const std::stop_token& stop) {
  const auto* step = find_step(task.work.key.step);
  if (step == nullptr) return;  // never leased: only known steps are asked for
  const auto result = guarded(*step, context_, task.work);
  if (!result && stop.stop_requested()) return give_back(task);
  if (!result) return settle_failure(std::move(task), *step, result.error());
  const std::scoped_lock lock(mutex_);
  ++report_.done;
}

void Dispatch::settle_failure(Task task, const Step& step, const Failure& failure) {
  log::info(fmt::format("{} {}: {}", step.name, redact_url(task.work.key.subject), failure.error.log_line()));
  const int attempts = task.work.attempts + task.kept;
  const auto retry = step.will_not_mend(failure.error)
                         ? std::nullopt
                         : next_retry(attempts, step.patience, context_.options.clock_kind, failure.asked);
  if (!retry) return give_up(task, step, failure.error);
  if (retry->keep_lease) {
    const std::scoped_lock lock(mutex_);
    task.kept += 1;
    task.not_before = Steady::now() + retry->pause;
    waiting_.push_back(std::move(task));
    return;
  }
  const Time due = context_.clock.now() + retry->pause;
  auto done = context_.store.write([&](store::Tx& tx) { store::retry_at(tx, task.work, due, failure.error.message); });
  if (!done)
    log::error(fmt::format("{} {}: {}", step.name, redact_url(task.work.key.subject), done.error().log_line()));
}

void Dispatch::give_up(const Task& task, const Step& step, const Error& error) {
  if (auto done = step.give_up(context_, task.work, error); !done)
    log::error(fmt::format("{} {}: {}", step.name, redact_url(task.work.key.subject), done.error().log_line()));
  const std::scoped_lock lock(mutex_);
  ++report_.given_up;
}

// Nothing to do just now: until a task ends, one may be tried again, or it is time to look into the table again.
void Dispatch::rest(const std::stop_token& stop) {
  std::unique_lock lock(mutex_);
  if (finished_) return;
  auto until = Steady::now() + look_again;
  for (const auto& task : waiting_) until = std::min(until, task.not_before);
  const auto before = ended_;
  changed_.wait_until(lock, stop, until, [&] { return finished_ || ended_ != before; });
}

void Dispatch::finish_if_idle() {
  {
    const std::scoped_lock lock(mutex_);
    if (!until_idle_ || under_way_ > 0 || !waiting_.empty()) return;
  }
  // What was under way has committed its next work by now, so the table tells the truth.
  const auto due = store::any_due(context_.store.read(), context_.clock.now(), {named_.begin(), named_.end()});
  const std::scoped_lock lock(mutex_);
  if (!due || *due || under_way_ > 0 || !waiting_.empty()) return;
  finished_ = true;
  changed_.notify_all();
}

// The store cannot be used just now. A round by hand ends with that; what runs for good tries on.
bool Dispatch::stop_for(const Error& error) {
  log::error(error.log_line());
  const std::scoped_lock lock(mutex_);
  if (!until_idle_) return false;
  trouble_ = error;
  finished_ = true;
  changed_.notify_all();
  return true;
}

}  // namespace pith::pipeline
