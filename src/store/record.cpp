#include "store/record.h"

#include <algorithm>

namespace pith::store {

namespace {

bool names(std::string_view list, std::string_view name) {
  return fmt::format(" {} ", list).find(fmt::format(" {} ", name)) != std::string::npos;
}

}  // namespace

void Columns::finish() {
  list = fmt::format("{}", fmt::join(names, ", "));
  select = fmt::format("SELECT {} FROM {} ", list, select);
}

Error unreadable(const sql::Connection& connection, std::string_view table) {
  return {ErrorKind::corrupt,
          fmt::format("The database {} holds a row that cannot be read. Run `pith doctor`.", connection.file()),
          fmt::format("table {}", table)};
}

Result<std::vector<std::string>> select_texts(const Session& session, std::string_view sql,
                                              std::vector<sql::Value> values) {
  std::vector<std::string> found;
  auto done = session.connection().select(sql, std::move(values), {sql::Kind::text},
                                          [&](const sql::Row& row) { found.emplace_back(row.text(0)); });
  if (!done) return std::unexpected(std::move(done.error()));
  return found;
}

Result<std::int64_t> select_number(const Session& session, std::string_view sql, std::vector<sql::Value> values) {
  std::int64_t found = 0;
  auto done = session.connection().select(sql, std::move(values), {sql::Kind::integer},
                                          [&](const sql::Row& row) { found = row.integer(0); });
  if (!done) return std::unexpected(std::move(done.error()));
  return found;
}

std::int64_t change(Tx& tx, std::string_view sql, std::vector<sql::Value> values) {
  if (tx.doomed()) return 0;
  auto changed = tx.connection().run(sql, std::move(values));
  if (changed) return *changed;
  tx.doom(std::move(changed.error()));
  return 0;
}

std::string insert(const Columns& columns, std::string_view table) {
  std::string places;
  for (std::size_t n = 0; n < columns.names.size(); ++n) places += n == 0 ? "?" : ", ?";
  return fmt::format("INSERT INTO {} ({}) VALUES ({}) ", table, columns.list, places);
}

std::string upsert(const Columns& columns, std::string_view table, std::string_view key, std::string_view kept) {
  std::vector<std::string> sets;
  for (const auto& name : columns.names)
    if (name != key && !names(kept, name)) sets.push_back(fmt::format("{0} = excluded.{0}", name));
  return fmt::format("{}ON CONFLICT ({}) DO UPDATE SET {}", insert(columns, table), key, fmt::join(sets, ", "));
}

}  // namespace pith::store
