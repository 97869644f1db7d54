#include "store/answers.h"

#include "store/record.h"

namespace pith::store {

namespace {

using sql::Kind;

Result<AnswerTotals> totals(const Session& session, std::string_view where, sql::Value value) {
  static constexpr std::string_view sums =
      "SELECT count(*), coalesce(sum(purpose = 'repair'), 0), coalesce(sum(prompt_tokens), 0), "
      "coalesce(sum(completion_tokens), 0), coalesce(sum(cost), 0), coalesce(sum(latency), 0), "
      "coalesce(sum(CASE WHEN purpose = 'repair' THEN 0 ELSE offered END), 0), coalesce(sum(stood), 0) FROM answers ";
  static const sql::Shape shape(8, Kind::integer);
  AnswerTotals found;
  auto done = session.connection().select(
      std::string(sums) + std::string(where), {std::move(value)}, shape, [&](const sql::Row& row) {
        found = {row.integer(0), row.integer(1), row.integer(2),
                 row.integer(3), row.integer(4), std::chrono::milliseconds(row.integer(5)),
                 row.integer(6), row.integer(7)};
      });
  if (!done) return std::unexpected(std::move(done.error()));
  return found;
}

}  // namespace

void put(Tx& tx, const Answer& answer) {
  static const auto sql = insert(columns_of<Answer>(), "answers") + "ON CONFLICT (key) DO NOTHING";
  change(tx, sql, row_of(answer));
}

void put_outcome(Tx& tx, std::string_view key, const AnswerOutcome& outcome) {
  change(tx, "UPDATE answers SET offered = ?, stood = ?, faults = ? WHERE key = ?",
         {outcome.offered, outcome.stood, outcome.faults, key});
}

Result<std::optional<Answer>> answer_by_key(const Session& session, std::string_view key) {
  return select_one<Answer>(session, "WHERE key = ?", {key});
}

Result<AnswerOutcome> outcome_of(const Session& session, std::string_view key) {
  AnswerOutcome outcome;
  auto done = session.connection().select("SELECT offered, stood, faults FROM answers WHERE key = ?", {key},
                                          {Kind::integer, Kind::integer, Kind::text}, [&](const sql::Row& row) {
                                            outcome = {static_cast<int>(row.integer(0)),
                                                       static_cast<int>(row.integer(1)), std::string(row.text(2))};
                                          });
  if (!done) return std::unexpected(std::move(done.error()));
  return outcome;
}

Result<AnswerTotals> answer_totals(const Session& session, Time since) {
  return totals(session, "WHERE asked >= ?", since);
}

Result<AnswerTotals> answer_totals_of_episode(const Session& session, std::string_view episode_id) {
  return totals(session, "WHERE episode_id = ?", episode_id);
}

}  // namespace pith::store
