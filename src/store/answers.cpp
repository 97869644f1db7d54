#include "store/answers.h"

#include "store/record.h"

namespace pith::store {

namespace {

using sql::Kind;

constexpr std::string_view sums =
    "count(*), coalesce(sum(purpose = 'repair'), 0), coalesce(sum(purpose = 'doctor'), 0), "
    "coalesce(sum(prompt_tokens), 0), "
    "coalesce(sum(completion_tokens), 0), coalesce(sum(cost), 0), coalesce(sum(latency), 0), "
    "coalesce(sum(CASE WHEN purpose = 'repair' THEN 0 ELSE offered END), 0), coalesce(sum(stood), 0)";

AnswerTotals totals_in(const sql::Row& row) {
  return {row.integer(0),
          row.integer(1),
          row.integer(2),
          row.integer(3),
          row.integer(4),
          row.integer(5),
          std::chrono::milliseconds(row.integer(6)),
          row.integer(7),
          row.integer(8)};
}

Result<AnswerTotals> totals(const Session& session, std::string_view where, sql::Value value) {
  static const sql::Shape shape(9, Kind::integer);
  AnswerTotals found;
  auto done = session.connection().select(fmt::format("SELECT {} FROM answers {}", sums, where), {std::move(value)},
                                          shape, [&](const sql::Row& row) { found = totals_in(row); });
  if (!done) return std::unexpected(std::move(done.error()));
  return found;
}

struct Reserved {
  std::int64_t tokens = 0;
  std::int64_t cost = 0;
};

Result<Reserved> reserved_since(const Session& session, Time since) {
  Reserved found;
  auto done = session.connection().select(
      "SELECT coalesce(sum(tokens), 0), coalesce(sum(cost), 0) FROM set_aside WHERE asked >= ?", {since},
      {Kind::integer, Kind::integer}, [&](const sql::Row& row) { found = {row.integer(0), row.integer(1)}; });
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

Result<AnswerDays> answer_totals_by_day(const Session& session, Time since) {
  static const auto sql =
      fmt::format("SELECT {0}, asked / {1} FROM answers WHERE asked >= ? GROUP BY asked / {1}", sums, micros_a_day);
  AnswerDays found;
  auto done = session.connection().select(sql, {since}, sql::Shape(10, Kind::integer), [&](const sql::Row& row) {
    found[std::chrono::sys_days(std::chrono::days(row.integer(9)))] = totals_in(row);
  });
  if (!done) return std::unexpected(std::move(done.error()));
  return found;
}

Result<bool> set_aside(Tx& tx, const SetAside& question, const SpendingCap& cap) {
  const auto spent = answer_totals(tx, cap.since);
  if (!spent) return std::unexpected(spent.error());
  const auto reserved = reserved_since(tx, cap.since);
  if (!reserved) return std::unexpected(reserved.error());
  const auto cost = spent->cost + reserved->cost + question.cost;
  const auto tokens = spent->prompt_tokens + spent->completion_tokens + reserved->tokens + question.tokens;
  if ((cap.cost > 0 && cost > cap.cost) || (cap.tokens > 0 && tokens > cap.tokens)) return false;
  change(tx, "DELETE FROM set_aside WHERE asked < ?", {cap.since});  // of days that are over
  change(tx,
         "INSERT INTO set_aside (key, asked, tokens, cost) VALUES (?, ?, ?, ?) ON CONFLICT (key, asked) DO UPDATE SET "
         "tokens = set_aside.tokens + excluded.tokens, cost = set_aside.cost + excluded.cost",
         {question.key, question.asked, question.tokens, question.cost});
  return true;
}

void give_back(Tx& tx, const SetAside& question) {
  change(tx, "UPDATE set_aside SET tokens = tokens - ?, cost = cost - ? WHERE key = ? AND asked = ?",
         {question.tokens, question.cost, question.key, question.asked});
  change(tx, "DELETE FROM set_aside WHERE key = ? AND asked = ? AND tokens <= 0 AND cost <= 0",
         {question.key, question.asked});
}

}  // namespace pith::store
