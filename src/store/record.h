// Described values (store/fields.h) as rows: a list is one column of JSON text, everything else a column of its own.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "base/result.h"
#include "lib/sql/connection.h"
#include "store/json_codec.h"
#include "store/store.h"

namespace pith::store {

template <class T>
inline constexpr std::string_view table = "";
template <>
inline constexpr std::string_view table<Show> = "shows";
template <>
inline constexpr std::string_view table<Feed> = "feeds";
template <>
inline constexpr std::string_view table<Episode> = "episodes";
template <>
inline constexpr std::string_view table<Insight> = "insights";
template <>
inline constexpr std::string_view table<Link> = "links";
template <>
inline constexpr std::string_view table<pith::Reader> = "readers";
template <>
inline constexpr std::string_view table<Token> = "tokens";
template <>
inline constexpr std::string_view table<AccessKey> = "access_keys";
template <>
inline constexpr std::string_view table<Letter> = "letters";
template <>
inline constexpr std::string_view table<Interest> = "interests";
template <>
inline constexpr std::string_view table<Verdict> = "verdicts";
template <>
inline constexpr std::string_view table<Brief> = "briefs";
template <>
inline constexpr std::string_view table<Delivery> = "deliveries";
template <>
inline constexpr std::string_view table<Work> = "work";
template <>
inline constexpr std::string_view table<Answer> = "answers";
template <>
inline constexpr std::string_view table<Appearance> = "appearances";
template <>
inline constexpr std::string_view table<Distillation> = "distillations";
template <>
inline constexpr std::string_view table<Hook> = "hooks";
template <>
inline constexpr std::string_view table<HookMessage> = "hook_messages";

template <class T>
sql::Value to_sql(const T& field) {
  if constexpr (is_optional<T>) {
    auto value = to_sql(field.value_or(typename T::value_type{}));
    value.null = !field.has_value();
    return value;
  } else if constexpr (is_duration<T>) {
    return field.count();
  } else if constexpr (std::is_enum_v<T>) {
    return word_of(field);
  } else if constexpr (std::is_same_v<T, CivilDay>) {
    return format_day(field);
  } else if constexpr (is_list<T>) {
    return field.empty() ? std::string{} : json::write(to_json(field));
  } else {
    return field;
  }
}

// False where the column holds what the field cannot be.
template <class T>
bool from_sql(const sql::Row& row, std::size_t column, T& field) {
  if constexpr (is_optional<T>) {
    return row.null(column) || from_sql(row, column, field.emplace());
  } else if constexpr (is_duration<T>) {
    field = T{row.integer(column)};
  } else if constexpr (std::is_same_v<T, Time>) {
    field = row.time(column);
  } else if constexpr (std::is_enum_v<T>) {
    return read_word(row.text(column), field);
  } else if constexpr (std::is_same_v<T, CivilDay>) {
    return assign(parse_day(row.text(column)), field);
  } else if constexpr (is_list<T>) {
    if (row.text(column).empty()) return true;
    const auto list = json::parse(row.text(column));
    return list && from_json(*list, field);
  } else if constexpr (std::is_integral_v<T>) {
    field = static_cast<T>(row.integer(column));
  } else if constexpr (std::is_floating_point_v<T>) {
    field = row.real(column);
  } else {
    field = row.text(column);
  }
  return true;
}

// What is the same for every row of a table.
struct Columns {
  std::vector<std::string> names;
  sql::Shape shape;
  std::string list;    // "id, slug, title"
  std::string select;  // "SELECT id, slug, title FROM shows "

  explicit Columns(std::string_view of_table) : select(of_table) {}
  void operator()(std::string_view name, const auto& field) {
    names.emplace_back(name);
    shape.push_back(to_sql(field).kind);
  }
  void finish();
};

template <class T>
const Columns& columns_of() {
  static const Columns columns = [] {
    Columns made(table<T>);
    const T value{};
    describe(made, value);
    made.finish();
    return made;
  }();
  return columns;
}

struct ToRow {
  std::vector<sql::Value> values;
  void operator()(std::string_view, const auto& field) { values.push_back(to_sql(field)); }
};

struct FromRow {
  const sql::Row& row;
  std::size_t column = 0;
  bool good = true;
  void operator()(std::string_view, auto& field) { good = from_sql(row, column++, field) && good; }
};

Error unreadable(const sql::Connection& connection, std::string_view table);

// The rows that a whole statement gives, its columns those of T in their order.
template <class T>
Result<std::vector<T>> query(const Session& session, std::string_view sql, std::vector<sql::Value> values = {}) {
  std::vector<T> found;
  bool good = true;
  auto done = session.connection().select(sql, std::move(values), columns_of<T>().shape, [&](const sql::Row& row) {
    FromRow visit{row};
    describe(visit, found.emplace_back());
    good = good && visit.good;
  });
  if (!done) return std::unexpected(std::move(done.error()));
  if (!good) return std::unexpected(unreadable(session.connection(), table<T>));
  return found;
}

// The rows that `tail` ("WHERE ... ORDER BY ...") picks.
template <class T>
Result<std::vector<T>> select(const Session& session, std::string_view tail, std::vector<sql::Value> values = {}) {
  return query<T>(session, columns_of<T>().select + std::string(tail), std::move(values));
}

template <class T>
Result<std::optional<T>> select_one(const Session& session, std::string_view tail, std::vector<sql::Value> values) {
  auto found = select<T>(session, tail, std::move(values));
  if (!found) return std::unexpected(std::move(found.error()));
  if (found->empty()) return std::optional<T>{};
  return std::optional<T>{std::move(found->front())};
}

// One column of text, of whole numbers.
Result<std::vector<std::string>> select_texts(const Session& session, std::string_view sql,
                                              std::vector<sql::Value> values = {});
Result<std::int64_t> select_number(const Session& session, std::string_view sql, std::vector<sql::Value> values = {});

// A statement of a transaction: does nothing in a doomed one, dooms it where it fails. Gives how many rows it changed.
std::int64_t change(Tx& tx, std::string_view sql, std::vector<sql::Value> values = {});

// "INSERT INTO shows (...) VALUES (...) ON CONFLICT (key) DO UPDATE SET ..." of every column but those in `kept`.
std::string upsert(const Columns& columns, std::string_view table, std::string_view key, std::string_view kept = "");
std::string insert(const Columns& columns, std::string_view table);

template <class T>
std::vector<sql::Value> row_of(const T& value) {
  ToRow visit;
  describe(visit, value);
  return std::move(visit.values);
}

}  // namespace pith::store
