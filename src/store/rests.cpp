#include "store/rests.h"

#include "store/record.h"

namespace pith::store {

void rest(Tx& tx, std::string_view subject, Time until) {
  change(tx,
         "INSERT INTO rests (subject, rests_until, free_at) VALUES (?, ?, 0) ON CONFLICT (subject) DO UPDATE SET "
         "rests_until = CASE WHEN rests.rests_until > excluded.rests_until THEN rests.rests_until ELSE "
         "excluded.rests_until END",
         {subject, until});
}

Result<std::optional<Time>> rests_until(const Session& session, std::string_view subject) {
  std::optional<Time> until;
  auto done = session.connection().select("SELECT rests_until FROM rests WHERE subject = ?", {subject},
                                          {sql::Kind::integer}, [&](const sql::Row& row) { until = row.time(0); });
  if (!done) return std::unexpected(std::move(done.error()));
  return until;
}

void put_pace(Tx& tx, const std::map<std::string, Time>& free_at) {
  for (const auto& [host, time] : free_at)
    change(tx,
           "INSERT INTO rests (subject, rests_until, free_at) VALUES (?, 0, ?) "
           "ON CONFLICT (subject) DO UPDATE SET free_at = excluded.free_at",
           {host, time});
}

Result<std::map<std::string, Time>> pace_after(const Session& session, Time now) {
  std::map<std::string, Time> free_at;
  auto done = session.connection().select(
      "SELECT subject, free_at FROM rests WHERE free_at > ?", {now}, {sql::Kind::text, sql::Kind::integer},
      [&](const sql::Row& row) { free_at[std::string(row.text(0))] = row.time(1); });
  if (!done) return std::unexpected(std::move(done.error()));
  return free_at;
}

}  // namespace pith::store
