#include "store/work.h"

#include <algorithm>
#include <iterator>

#include "store/lease.h"
#include "store/record.h"
#include "store/visible.h"

namespace pith::store {

namespace {

using Values = std::vector<sql::Value>;

constexpr std::string_view add =
    "INSERT INTO work (step, subject, version, state, due, attempts, owner, lease_until, error) "
    "VALUES (?, ?, ?, 'due', ?, 0, '', 0, '') ON CONFLICT (step, subject, version) ";

// `set` with its values, on the row that is still leased as `work` says.
void settle(Tx& tx, const Work& work, std::string_view set, Values values) {
  const auto& key = work.key;
  for (auto value : Values{key.step, key.subject, key.version, work.owner, work.attempts})
    values.push_back(std::move(value));
  const auto sql = fmt::format(
      "UPDATE work SET {} WHERE step = ? AND subject = ? AND version = ? AND state = 'leased' AND owner = ? AND "
      "attempts = ?",
      set);
  if (change(tx, sql, std::move(values)) == 1) return;
  tx.doom({ErrorKind::refused,
           fmt::format("The lease on {} of {} has run out; another worker has it.", key.step, key.subject)});
}

// `which`: more that must be true of the work, as SQL.
Result<std::map<std::string, std::int64_t>> pending(const Session& session, std::string_view which, Time now) {
  const auto sql = fmt::format(
      "SELECT step, count(*) FROM work WHERE (state = 'leased' OR (state = 'due' AND due <= ?)) {} GROUP BY step",
      which);
  std::map<std::string, std::int64_t> found;
  auto done = session.connection().select(sql, {now}, {sql::Kind::text, sql::Kind::integer}, [&](const sql::Row& row) {
    found[std::string(row.text(0))] = row.integer(1);
  });
  if (!done) return std::unexpected(std::move(done.error()));
  return found;
}

}  // namespace

void enqueue(Tx& tx, const WorkKey& key, Time due, IfKnown if_known) {
  static const auto keep = std::string(add) + "DO NOTHING";
  static const auto again = std::string(add) +
                            "DO UPDATE SET error = CASE WHEN work.state = 'done' THEN '' ELSE work.error END, due = "
                            "CASE WHEN work.state = 'due' AND work.due < excluded.due THEN work.due "
                            "ELSE excluded.due END, attempts = CASE WHEN work.state = 'done' THEN 0 ELSE work.attempts "
                            "END, state = 'due' WHERE work.state IN ('due', 'done')";
  change(tx, if_known == IfKnown::keep ? keep : again, {key.step, key.subject, key.version, due});
}

Result<std::vector<Work>> lease(Tx& tx, const LeaseRequest& request) {
  std::vector<Work> leased;
  for (const auto& step : request.steps) {
    const int left = request.limit - static_cast<int>(leased.size());
    if (left <= 0) break;
    auto found = lease_of_step(tx, request, step, left);
    if (!found) return found;
    std::ranges::move(*found, std::back_inserter(leased));
  }
  return leased;
}

void complete(Tx& tx, const Work& work) {
  settle(tx, work, "state = 'done', owner = '', lease_until = 0, error = ''", {});
}

void reschedule(Tx& tx, const Work& work, Time due, std::string_view why) {
  settle(tx, work, "state = 'due', due = ?, attempts = 0, owner = '', lease_until = 0, error = ?", {due, why});
}

void retry_at(Tx& tx, const Work& work, Time due, std::string_view error) {
  settle(tx, work, "state = 'due', due = ?, owner = '', lease_until = 0, error = ?", {due, error});
}

void give_back(Tx& tx, const Work& work) {
  settle(tx, work, "state = 'due', attempts = attempts - 1, owner = '', lease_until = 0", {});
}

void postpone(Tx& tx, const Work& work, Time due) {
  settle(tx, work, "state = 'due', due = ?, attempts = attempts - 1, owner = '', lease_until = 0", {due});
}

void bury(Tx& tx, const Work& work, std::string_view error) {
  settle(tx, work, "state = 'dead', owner = '', lease_until = 0, error = ?", {error});
}

void abandon(Tx& tx, const Work& work, std::string_view error) {
  settle(tx, work, "state = 'done', owner = '', lease_until = 0, error = ?", {error});
}

void extend(Tx& tx, const Work& work, std::chrono::microseconds lease_until) {
  settle(tx, work, "lease_until = ?", {lease_until.count()});
}

void extend_leases(Tx& tx, std::string_view owner, std::chrono::microseconds lease_until) {
  change(tx, "UPDATE work SET lease_until = ? WHERE state = 'leased' AND owner = ?", {lease_until.count(), owner});
}

Result<std::optional<Work>> work_by_key(const Session& session, const WorkKey& key) {
  return select_one<Work>(session, "WHERE step = ? AND subject = ? AND version = ?",
                          {key.step, key.subject, key.version});
}

Result<std::vector<Work>> dead_work(const Session& session, int limit) {
  return select<Work>(session, "WHERE state = 'dead' ORDER BY step, subject, version LIMIT ?", {limit});
}

Result<std::vector<Work>> work_in_trouble(const Session& session, std::string_view step) {
  return select<Work>(session, "WHERE step = ? AND state IN ('done', 'due') AND error <> '' ORDER BY subject", {step});
}

void forget(Tx& tx, const WorkKey& key) {
  change(tx, "DELETE FROM work WHERE step = ? AND subject = ? AND version = ? AND state IN ('done', 'due')",
         {key.step, key.subject, key.version});
}

Result<std::vector<Work>> work_put_off(const Session& session, int limit) {
  return select<Work>(session, "WHERE state = 'due' AND error <> '' ORDER BY due, step, subject LIMIT ?", {limit});
}

void revive(Tx& tx, const WorkKey& key, Time due) {
  change(tx,
         "UPDATE work SET state = 'due', due = ?, attempts = 0 "
         "WHERE step = ? AND subject = ? AND version = ? AND state = 'dead'",
         {due, key.step, key.subject, key.version});
}

Result<bool> any_due(const Session& session, Time now, const std::vector<std::string>& steps) {
  for (const auto& step : steps) {
    const auto due =
        select_one<Work>(session, "WHERE state = 'due' AND step = ? AND due <= ? ORDER BY due LIMIT 1", {step, now});
    if (!due) return std::unexpected(due.error());
    if (*due) return true;
  }
  return false;
}

Result<std::int64_t> count_due(const Session& session, Time now) {
  return select_number(session, "SELECT count(*) FROM work WHERE state = 'due' AND due <= ?", {now});
}

Result<std::int64_t> count_leased(const Session& session) {
  return select_number(session, "SELECT count(*) FROM work WHERE state = 'leased'");
}

Result<std::vector<WorkCount>> count_work(const Session& session) {
  std::vector<WorkCount> found;
  auto done =
      session.connection().select("SELECT step, state, count(*) FROM work GROUP BY step, state ORDER BY step, state",
                                  {}, {sql::Kind::text, sql::Kind::text, sql::Kind::integer}, [&](const sql::Row& row) {
                                    WorkState state{};
                                    if (read_word(row.text(1), state))
                                      found.push_back({std::string(row.text(0)), state, row.integer(2)});
                                  });
  if (!done) return std::unexpected(std::move(done.error()));
  return found;
}

Result<std::map<std::string, std::int64_t>> count_pending(const Session& session, Time now) {
  return pending(session, "", now);
}

Result<std::map<std::string, std::int64_t>> count_pending_for_others(const Session& session, Time now) {
  static const auto seen = fmt::format(
      "AND (EXISTS (SELECT 1 FROM episodes e CROSS JOIN shows ON shows.id = e.show_id WHERE e.id = work.subject "
      "AND e.hidden = 0 AND NOT {0}) OR EXISTS (SELECT 1 FROM feeds f CROSS JOIN shows ON shows.id = f.show_id "
      "WHERE f.id = work.subject AND NOT {0}))",
      unseen_show);
  return pending(session, seen, now);
}

Result<std::optional<Time>> earliest_due(const Session& session) {
  const auto due = select_one<Work>(session, "WHERE state = 'due' ORDER BY due LIMIT 1", {});
  if (!due) return std::unexpected(due.error());
  return *due ? std::optional<Time>{(*due)->due} : std::nullopt;
}

Result<std::vector<Work>> take_over(Tx& tx, const Fatal& fatal, const StillRuns& still_runs,
                                    std::chrono::microseconds steady_now) {
  auto tried = select<Work>(tx, "WHERE state = 'leased' AND step = ? AND attempts >= ? ORDER BY subject, version",
                            {fatal.step, fatal.tries});
  if (!tried) return tried;
  std::erase_if(*tried, [&](const Work& work) { return work.lease_until > steady_now && still_runs(work.owner); });
  for (auto& work : *tried) {
    settle(tx, work, "owner = ?, lease_until = ?", {fatal.owner, fatal.lease_until.count()});
    work.owner = fatal.owner;
  }
  return tried;
}

Result<std::int64_t> release_leases(Tx& tx, const StillRuns& still_runs, std::chrono::microseconds steady_now) {
  static constexpr std::string_view give_back =
      "UPDATE work SET state = 'due', owner = '', lease_until = 0 WHERE state = 'leased' AND ";
  static const auto of_owner = fmt::format("{} owner = ?", give_back);
  static const auto run_out = fmt::format("{} lease_until <= ?", give_back);
  const auto owners = select_texts(tx, "SELECT DISTINCT owner FROM work WHERE state = 'leased'");
  if (!owners) return std::unexpected(owners.error());
  std::int64_t released = 0;
  for (const auto& owner : *owners)
    if (!still_runs(owner)) released += change(tx, of_owner, {owner});
  return released + change(tx, run_out, {steady_now.count()});
}

}  // namespace pith::store
