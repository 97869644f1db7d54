#include "pipeline/dispatch.h"

#include <algorithm>
#include <system_error>
#include <thread>

#include <fmt/format.h>

#include "base/url.h"
#include "lib/log/log.h"
#include "pipeline/guard.h"
#include "pipeline/recording.h"
#include "pipeline/secrets.h"
#include "store/work_of_others.h"

namespace pith::pipeline {

namespace {

using namespace std::chrono_literals;

constexpr auto lease_time = 5min;   // lengthened every minute while the process runs
constexpr auto look_again = 500ms;  // how soon work that another process put into the table is noticed
constexpr int most_polls_brought = 128;
constexpr int least_polls_brought = 32;

std::chrono::microseconds steady_now() {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch());
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
  finished_ = false;
  report_ = {};
  trouble_.reset();
  if (auto released = release_at_start(stop); !released) return std::unexpected(released.error());
  context_.stop = stop;
  context_.waiting_room = this;
  net_threads_ = options_.net_threads;
  polling_ = std::make_unique<Polling>(context_);
  {
    std::vector<std::jthread> threads;
    start_threads(threads, stop);
  }
  join_extra();
  keeper_ = {};
  context_.waiting_room = nullptr;
  polling_.reset();
  if (trouble_) return std::unexpected(*trouble_);
  return report_;
}

void Dispatch::start_threads(std::vector<std::jthread>& threads, const std::stop_token& stop) try {
  keeper_ = std::jthread([this](const std::stop_token& ended) { keep_leases(ended); });
  for (int n = 0; n < options_.poll_threads && !steps_of(Lane::poll).empty(); ++n)
    threads.emplace_back([this, &stop] { poll_in(stop); });
  // Those of the network last: they have more started while they wait.
  for (const auto& [lane, count] :
       {std::pair(Lane::hear, options_.hear_threads), std::pair(Lane::distill, options_.distill_threads),
        std::pair(Lane::cpu, options_.cpu_threads), std::pair(Lane::net, options_.net_threads)})
    for (int n = 0; n < count; ++n) threads.emplace_back([this, lane, &stop] { work_in(lane, stop); });
} catch (const std::system_error& error) {
  finish_with({ErrorKind::internal, "the system allows too few threads to work with; raise its limit", error.what()});
}

// A round by hand ends where the store cannot be written; what runs for good waits until it can.
Result<void> Dispatch::release_at_start(const std::stop_token& stop) {
  for (;;) {
    auto released = release_leases();
    if (released || until_idle_ || !may_be_taken_later(released.error())) return released;
    log::error(released.error().log_line());
    if (!sit_out(record_pause, stop)) return {};
  }
}

// What processes that are gone had leased is free again, but for what may have ended them: that is given up.
Result<void> Dispatch::release_leases() {
  std::vector<store::Work> fatal;
  const auto now = steady_now();
  const auto released = context_.store.write([&](store::Tx& tx) -> Result<void> {
    store::extend_leases(tx, owner_, now + lease_time);
    for (const auto& step : steps()) {
      const store::Fatal which{std::string(step.name), step.patience.attempts, owner_, now + lease_time};
      auto taken = store::take_over(tx, which, store::still_runs, now);
      if (!taken) return std::unexpected(taken.error());
      std::ranges::move(*taken, std::back_inserter(fatal));
    }
    if (auto freed = store::release_leases(tx, store::still_runs, now); !freed) return std::unexpected(freed.error());
    return {};
  });
  if (!released) return released;
  for (const auto& work : fatal) {
    const Error error{ErrorKind::internal,
                      fmt::format("the program ended while working on this, the last of {} tries", work.attempts), ""};
    give_up({work, 0, {}}, *find_step(work.key.step), error);
  }
  return {};
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
    if (is_surplus(lane)) return;
    rest(stop);
  }
}

// Until the work of all lanes has ended: this process's leases last, those of processes that are gone are given back.
void Dispatch::keep_leases(const std::stop_token& stop) {
  std::mutex resting;
  std::condition_variable_any ending;
  std::unique_lock lock(resting);
  while (!ending.wait_for(lock, stop, 1min, [&] { return stop.stop_requested(); })) {
    std::vector<store::Work> lost;
    {
      const std::scoped_lock guard(mutex_);
      lost.swap(lost_);
    }
    for (const auto& work : lost) give_back(work);
    if (const auto kept = release_leases(); !kept) log::error(kept.error().log_line());
  }
}

void Dispatch::poll_in(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    {
      const std::scoped_lock lock(mutex_);
      if (finished_) return;
    }
    const bool brought = bring_polls();
    if (settle_polls(stop) || brought) continue;
    finish_if_idle();
    rest(stop);
  }
  polling_->stop();
  while (settle_polls(stop)) {
  }
}

// Leases what there is room for; whether there was any.
bool Dispatch::bring_polls() {
  const std::unique_lock leasing(bringing_, std::try_to_lock);
  const auto room = static_cast<int>(polling_->room());
  if (!leasing || room < least_polls_brought) return false;
  {
    const std::scoped_lock lock(mutex_);
    ++under_way_;  // nobody takes the table for empty meanwhile
  }
  auto leased = lease(Lane::poll, std::min(room, most_polls_brought));
  std::vector<store::Work> works = leased ? std::move(*leased) : std::vector<store::Work>{};
  while (auto waiting = take_waiting(Lane::poll)) works.push_back(std::move(waiting->work));
  {
    const std::scoped_lock lock(mutex_);
    under_way_ += static_cast<int>(works.size()) - 1;
    polls_ += static_cast<int>(works.size());
  }
  if (!leased) stop_for(leased.error());
  if (works.empty()) return false;
  polling_->start(works);
  return true;
}

// Whether there was, or is, something under way.
bool Dispatch::settle_polls(const std::stop_token& stop) {
  {
    const std::scoped_lock lock(mutex_);
    if (polls_ == 0) return false;
  }
  constexpr auto longest = 100ms;
  const auto settled = polling_->settle(context_, longest);
  const auto* step = find_step("poll");
  for (const auto& [work, failure] : settled.failed) {
    if (stop.stop_requested()) {
      give_back(work);
      continue;
    }
    int kept = 0;
    {
      const std::scoped_lock lock(mutex_);
      kept = tries_[work.key.subject]++;
    }
    settle_failure({work, kept, {}}, *step, failure);
  }
  const auto ended = settled.done + static_cast<int>(settled.failed.size());
  if (ended == 0) return true;
  {
    const std::scoped_lock lock(mutex_);
    report_.done += settled.done;
    under_way_ -= ended;
    polls_ -= ended;
    ++ended_;
  }
  changed_.notify_all();
  return true;
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

Result<std::vector<store::Work>> Dispatch::lease(Lane lane, int most) {
  const Time now = context_.clock.now();
  const auto due = store::any_due(context_.store.read(), now, steps_of(lane));
  if (!due) return std::unexpected(due.error());
  if (!*due) return std::vector<store::Work>{};
  return context_.store.write([&](store::Tx& tx) {
    return store::lease(tx, {.steps = steps_of(lane),
                             .now = now,
                             .limit = most,
                             .owner = owner_,
                             .lease_until = steady_now() + lease_time});
  });
}

Result<std::optional<Dispatch::Task>> Dispatch::take(Lane lane) {
  if (auto waiting = take_waiting(lane)) return waiting;
  auto leased = lease(lane, 1);
  if (!leased) return std::unexpected(leased.error());
  if (leased->empty()) return std::optional<Task>{};
  return Task{std::move(leased->front()), 0, {}};
}

// The store could not be told what became of it; it is given back when that can be done.
void Dispatch::note_lost(const store::Work& work, const Error& error) {
  log::error(fmt::format("{} {}: {}", work.key.step, redact_url(work.key.subject), error.log_line()));
  if (error.kind == ErrorKind::refused) return;  // another has it
  const std::scoped_lock lock(mutex_);
  lost_.push_back(work);
}

// What failed while the program ends may have failed for that: it counts as not tried.
void Dispatch::give_back(const store::Work& work) {
  const auto done = context_.store.write([&](store::Tx& tx) { store::give_back(tx, work); });
  if (!done) note_lost(work, done.error());
}

void Dispatch::perform(Task task, const std::stop_token& stop) {
  const auto* step = find_step(task.work.key.step);
  if (step == nullptr) return;  // never leased: only known steps are asked for
  const auto result = guarded([&] { return step->run(context_, task.work); });
  if (!result && stop.stop_requested()) return give_back(task.work);
  if (!result && !result.error().full_line.empty()) return put_off(std::move(task), result.error().full_line);
  if (!result) return settle_failure(std::move(task), *step, result.error());
  const std::scoped_lock lock(mutex_);
  ++report_.done;
}

void Dispatch::settle_failure(Task task, const Step& step, Failure failure) {
  strike_secrets(context_.store.read(), task.work.key, failure.error);
  log::info(fmt::format("{} {}: {}", step.name, redact_url(task.work.key.subject), failure.error.log_line()));
  const int attempts = task.work.attempts + task.kept;
  const auto retry =
      step.will_not_mend(failure.error)
          ? std::nullopt
          : next_retry(attempts, step.patience, context_.options.clock_kind, {failure.asked, fault_of(failure.error)});
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
  if (!done) note_lost(task.work, done.error());
}

void Dispatch::give_up(const Task& task, const Step& step, const Error& error) {
  const auto done = guarded([&] { return step.give_up(context_, task.work, error); });
  if (!done) note_lost(task.work, done.error());
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

// Whether the named steps have nothing to do: asked of one moment, so that nothing goes over to another unseen.
Result<bool> Dispatch::is_idle() {
  const std::vector<std::string> named(named_.begin(), named_.end());
  std::vector<std::string> others;
  {
    const auto moment = context_.store.read();
    const auto due = store::any_due(moment, context_.clock.now(), named);
    if (!due) return std::unexpected(due.error());
    if (*due) return false;
    if (!options_.waits_for_others) return true;
    auto found = store::others_at_work(moment, owner_, named);
    if (!found) return std::unexpected(found.error());
    others = std::move(*found);
  }
  if (std::ranges::all_of(others, store::still_runs)) return others.empty();
  if (auto released = release_leases(); !released) return std::unexpected(released.error());
  return false;
}

void Dispatch::finish_if_idle() {
  {
    const std::scoped_lock lock(mutex_);
    if (!until_idle_ || under_way_ > 0 || !waiting_.empty()) return;
  }
  // What was under way has committed its next work by now, so the table tells the truth.
  const auto idle = is_idle();
  const std::scoped_lock lock(mutex_);
  if (!idle || !*idle || under_way_ > 0 || !waiting_.empty()) return;
  finished_ = true;
  changed_.notify_all();
}

// The store cannot be used just now. A round by hand ends with that; what runs for good tries on.
bool Dispatch::stop_for(const Error& error) {
  log::error(error.log_line());
  if (!until_idle_) return false;
  finish_with(error);
  return true;
}

void Dispatch::finish_with(const Error& error) {
  const std::scoped_lock lock(mutex_);
  trouble_ = error;
  finished_ = true;
  changed_.notify_all();
}

}  // namespace pith::pipeline
