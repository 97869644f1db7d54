#include "store/said_when.h"

#include "store/record.h"
#include "store/visible.h"

namespace pith::store {

namespace {

// `which`: SQL that chooses among insights; `values` are its own.
Result<std::vector<DayCount>> days(const Session& session, std::string_view which, std::vector<sql::Value> values) {
  constexpr std::int64_t day = 86'400'000'000;  // microseconds
  const auto sql =
      fmt::format("SELECT published / {} AS day, count(*) FROM insights WHERE {} AND {} GROUP BY day ORDER BY day", day,
                  which, shown_insight);
  std::vector<DayCount> found;
  auto done = session.connection().select(
      sql, std::move(values), {sql::Kind::integer, sql::Kind::integer}, [&](const sql::Row& row) {
        found.push_back({std::chrono::sys_days{std::chrono::days{row.integer(0)}}, row.integer(1)});
      });
  if (!done) return std::unexpected(std::move(done.error()));
  return found;
}

}  // namespace

Result<std::vector<DayCount>> days_of_show(const Session& session, std::string_view show_id) {
  return days(session, "show_id = ?", {show_id});
}

Result<std::vector<DayCount>> days_of_topic(const Session& session, std::string_view slug) {
  return days(session, "id IN (SELECT insight_id FROM insight_topics WHERE topic = ?)", {slug});
}

Result<std::vector<DayCount>> days_of_person(const Session& session, std::string_view key,
                                             std::span<const std::string> show_ids) {
  std::vector<sql::Value> values{key};
  for (const auto& id : show_ids) values.emplace_back(id);
  return days(session, said_by_person(show_ids.size()), std::move(values));
}

}  // namespace pith::store
