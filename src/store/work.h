// The work table: what is to be done, unique by (step, subject, version). Work is leased, not taken: a crash gives it
// back. A step commits its result, the next work and complete() in one transaction (invariant 1).
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "store/store.h"

namespace pith::store {

struct WorkKey {
  std::string step;
  std::string subject;  // an id
  std::string version;  // of the model or prompt; empty where there is none
  bool operator==(const WorkKey&) const = default;
};

enum class WorkState { due, leased, done, dead };

struct Work {
  WorkKey key;
  WorkState state = WorkState::due;
  Time due{};        // civil
  int attempts = 0;  // counted when leased, so that work which kills the process ends dead too
  std::string owner;
  std::chrono::microseconds lease_until{0};  // steady clock of this boot
  std::string error;                         // why it failed last; a person's sentence
};

// What becomes of work that is known already. `keep`: it stays as it is, whatever its state. `again`: done work becomes
// due again, due work moves to the sooner time; leased and dead work stays.
enum class IfKnown { keep, again };
void enqueue(Tx& tx, const WorkKey& key, Time due, IfKnown if_known = IfKnown::keep);

struct LeaseRequest {
  std::vector<std::string> steps;  // in order of importance: due work of the first goes before that of the second
  Time now{};
  int limit = 1;
  std::string owner;                         // this_process()
  std::chrono::microseconds lease_until{0};  // steady clock
};
// Due work, longest due first within a step, leased to the owner.
Result<std::vector<Work>> lease(Tx& tx, const LeaseRequest& request);

// What became of leased work. Each dooms the transaction (ErrorKind::refused) where the lease is no longer held, so two
// workers never both finish it.
void complete(Tx& tx, const Work& work);
// Done for now: due again, attempts 0; `why`: a person's sentence, kept as the error.
void reschedule(Tx& tx, const Work& work, Time due, std::string_view why = {});
void retry_at(Tx& tx, const Work& work, Time due, std::string_view error);  // failed: attempts stay
void give_back(Tx& tx, const Work& work);                                   // as if it had not been leased
void postpone(Tx& tx, const Work& work, Time due);                          // the same, but not before then
void bury(Tx& tx, const Work& work, std::string_view error);                // dead letter
void abandon(Tx& tx, const Work& work, std::string_view error);  // done without success: the error stays to be read
void extend(Tx& tx, const Work& work, std::chrono::microseconds lease_until);
void extend_leases(Tx& tx, std::string_view owner, std::chrono::microseconds lease_until);  // all that it holds

Result<std::optional<Work>> work_by_key(const Session& session, const WorkKey& key);
inline constexpr int all_work = -1;  // as a limit
Result<std::vector<Work>> dead_work(const Session& session, int limit = all_work);
// What was abandoned, or is tried again after an error; by subject.
Result<std::vector<Work>> work_in_trouble(const Session& session, std::string_view step);
void forget(Tx& tx, const WorkKey& key);  // unless it is under way or dead
// Due, but with a reason why it did not come to its end the last time; soonest first.
Result<std::vector<Work>> work_put_off(const Session& session, int limit);
void revive(Tx& tx, const WorkKey& key, Time due);  // dead: due again, attempts 0
// Whether any work of these steps is due.
Result<bool> any_due(const Session& session, Time now, const std::vector<std::string>& steps);
Result<std::int64_t> count_due(const Session& session, Time now);
Result<std::int64_t> count_leased(const Session& session);
struct WorkCount {
  std::string step;
  WorkState state = WorkState::due;
  std::int64_t count = 0;
};
Result<std::vector<WorkCount>> count_work(const Session& session);  // by step and state
// What is due now or under way, by step.
Result<std::map<std::string, std::int64_t>> count_pending(const Session& session, Time now);
// That on feeds and episodes which others than the owner see.
Result<std::map<std::string, std::int64_t>> count_pending_for_others(const Session& session, Time now);
Result<std::optional<Time>> earliest_due(const Session& session);

using StillRuns = std::function<bool(std::string_view owner)>;
// What release_leases() would give back of a step, though it was leased `tries` times or more: it may end each process
// that works on it. It is leased to `owner` then, who gives it up.
struct Fatal {
  std::string step;
  int tries = 0;
  std::string owner;
  std::chrono::microseconds lease_until{0};
};
Result<std::vector<Work>> take_over(Tx& tx, const Fatal& fatal, const StillRuns& still_runs,
                                    std::chrono::microseconds steady_now);
// Gives back the leases of owners that are gone and those that ran out. How many.
Result<std::int64_t> release_leases(Tx& tx, const StillRuns& still_runs, std::chrono::microseconds steady_now);

}  // namespace pith::store
