#include "store/distillations.h"

#include "store/answers.h"
#include "store/record.h"

namespace pith::store {

namespace {

using sql::Kind;

CivilDay day_of(std::int64_t number) { return std::chrono::sys_days(std::chrono::days(number)); }

}  // namespace

void put(Tx& tx, const Distillation& made) {
  static const auto sql = upsert(columns_of<Distillation>(), "distillations", "episode_id, made");
  change(tx, sql, row_of(made));
  change(tx, "DELETE FROM drops WHERE episode_id = ? AND made = ?", {made.episode_id, made.made});
  for (const auto& drop : made.dropped)
    change(tx, "INSERT INTO drops (episode_id, made, wanted, reason, count) VALUES (?, ?, ?, ?, ?)",
           {made.episode_id, made.made, made.wanted, drop.reason, drop.count});
}

Result<std::optional<Distillation>> last_distillation(const Session& session, std::string_view episode_id) {
  return select_one<Distillation>(session, "WHERE episode_id = ? ORDER BY made DESC LIMIT 1", {episode_id});
}

Result<std::vector<Distillation>> recent_distillations(const Session& session, std::string_view wanted,
                                                       const Page& page) {
  return select<Distillation>(session, "WHERE wanted = ? ORDER BY made DESC, episode_id LIMIT ? OFFSET ?",
                              {wanted, page.limit, page.offset});
}

Result<DistillationDays> distillations_by_day(const Session& session, std::string_view wanted, Time since) {
  static const auto runs = fmt::format(
      "SELECT made / {0}, count(*), sum(engine <> wanted) FROM distillations WHERE wanted = ? AND made >= ? GROUP BY "
      "made / {0}",
      micros_a_day);
  static const auto drops = fmt::format(
      "SELECT made / {0}, reason, sum(count) FROM drops WHERE wanted = ? AND made >= ? GROUP BY made / {0}, reason",
      micros_a_day);
  DistillationDays found;
  auto done = session.connection().select(runs, {wanted, since}, sql::Shape(3, Kind::integer), [&](const auto& row) {
    found[day_of(row.integer(0))] = {row.integer(1), row.integer(2), {}};
  });
  if (!done) return std::unexpected(std::move(done.error()));
  done = session.connection().select(
      drops, {wanted, since}, {Kind::integer, Kind::text, Kind::integer},
      [&](const auto& row) { found[day_of(row.integer(0))].dropped[std::string(row.text(1))] = row.integer(2); });
  if (!done) return std::unexpected(std::move(done.error()));
  return found;
}

Result<std::map<std::string, DistillationTotals>> distillations_by_engine(const Session& session) {
  std::map<std::string, DistillationTotals> found;
  auto done = session.connection().select(
      "SELECT wanted, count(*), sum(engine <> wanted) FROM distillations GROUP BY wanted", {},
      {Kind::text, Kind::integer, Kind::integer},
      [&](const auto& row) { found[std::string(row.text(0))] = {row.integer(1), row.integer(2), {}}; });
  if (!done) return std::unexpected(std::move(done.error()));
  done = session.connection().select(
      "SELECT wanted, reason, sum(count) FROM drops GROUP BY wanted, reason", {},
      {Kind::text, Kind::text, Kind::integer},
      [&](const auto& row) { found[std::string(row.text(0))].dropped[std::string(row.text(1))] = row.integer(2); });
  if (!done) return std::unexpected(std::move(done.error()));
  return found;
}

}  // namespace pith::store
