#include "store/deliveries.h"

#include "base/civil_day.h"
#include "store/record.h"

namespace pith::store {

bool add_delivery(Tx& tx, const Delivery& delivery) {
  static const auto sql = insert(columns_of<Delivery>(), "deliveries") + "ON CONFLICT DO NOTHING";
  return change(tx, sql, row_of(delivery)) != 0;
}

void update(Tx& tx, const Delivery& delivery) {
  change(tx, "UPDATE deliveries SET state = ?, attempts = ?, problem = ?, sent = ? WHERE id = ?",
         {word_of(delivery.state), delivery.attempts, delivery.problem, to_sql(delivery.sent), delivery.id});
}

void empty_sent(Tx& tx, Time now) {
  constexpr std::chrono::days kept{30};
  constexpr std::chrono::days looked_at{90};  // before that: the rows of all days need not be read each time
  const auto day = [&](std::chrono::days ago) { return format_day(day_in("UTC", now - ago)); };
  change(tx,
         "UPDATE deliveries SET message = '' WHERE state = 'sent' AND sent < ? AND message <> '' AND brief_id IN "
         "(SELECT id FROM briefs WHERE day BETWEEN ? AND ?)",
         {now - kept, day(kept + looked_at), day(kept)});
}

Result<std::optional<Delivery>> delivery_by_id(const Session& session, std::string_view id) {
  return select_one<Delivery>(session, "WHERE id = ?", {id});
}

Result<std::vector<Delivery>> deliveries_of_brief(const Session& session, std::string_view brief_id) {
  return select<Delivery>(session, "WHERE brief_id = ? ORDER BY id", {brief_id});
}

Result<std::vector<Delivery>> deliveries_in_state(const Session& session, DeliveryState state) {
  return select<Delivery>(session, "WHERE state = ? ORDER BY id", {word_of(state)});
}

Result<std::map<DeliveryState, std::int64_t>> count_deliveries(const Session& session) {
  std::map<DeliveryState, std::int64_t> found;
  auto done = session.connection().select("SELECT state, count(*) FROM deliveries GROUP BY state", {},
                                          {sql::Kind::text, sql::Kind::integer}, [&](const sql::Row& row) {
                                            DeliveryState state{};
                                            if (read_word(row.text(0), state)) found[state] = row.integer(1);
                                          });
  if (!done) return std::unexpected(std::move(done.error()));
  return found;
}

}  // namespace pith::store
