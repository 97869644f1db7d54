#include "store/said_when.h"

#include <ranges>

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

Result<std::vector<DayCount>> days_of_topic(const Session& session, const TopicSeen& topic) {
  static const auto which =
      fmt::format("id IN (SELECT insight_id FROM insight_topics WHERE topic = ?) AND {}", seen_insight);
  return days(session, which, {topic.slug, topic.with_private ? 1 : 0});
}

Result<std::vector<SaidAt>> said_by(const Session& session, std::string_view key,
                                    std::span<const std::string> show_ids) {
  std::vector<sql::Value> values{key};
  std::string marks;
  for (const auto& id : show_ids) {
    marks += marks.empty() ? "?" : ", ?";
    values.emplace_back(id);
  }
  const auto sql = fmt::format(
      "SELECT id, published FROM insights WHERE (episode_id, speaker) IN (SELECT a.episode_id, a.name FROM appearances "
      "a "
      "WHERE a.key = ? AND a.source = 'talk' AND a.show_id IN ({})) AND {} ORDER BY published DESC, id DESC",
      marks, shown_insight);
  std::vector<SaidAt> found;
  auto done = session.connection().select(
      sql, std::move(values), {sql::Kind::text, sql::Kind::integer},
      [&](const sql::Row& row) { found.push_back({std::string(row.text(0)), row.time(1)}); });
  if (!done) return std::unexpected(std::move(done.error()));
  return found;
}

std::vector<DayCount> days_of(std::span<const SaidAt> said) {
  std::vector<DayCount> days;
  for (const auto& each : std::views::reverse(said)) {
    const CivilDay day{std::chrono::floor<std::chrono::days>(each.published)};
    if (days.empty() || days.back().day != day) days.push_back({day});
    ++days.back().insights;
  }
  return days;
}

}  // namespace pith::store
