// One connection to a SQLite file through SOCI. Used by one thread at a time; statements are prepared once and kept.
//
//   auto changed = connection->run("UPDATE feeds SET ended = 1 WHERE id = ?", {id});
//   connection->select("SELECT id, score FROM insights", {}, {Kind::text, Kind::real}, [&](const Row& row) { ... });
//
// A select is always read to its end, so no statement stays open and pins a snapshot: bound it with LIMIT. Errors:
// locked, corrupt, disk_full, io, refused (a constraint), internal (anything else); the message names the file.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "lib/sql/value.h"

namespace pith::sql {

// One row, valid while its callback runs. Columns count from 0; NULL reads as 0 or "".
class Row {
 public:
  explicit Row(std::span<const Value> columns) : columns_(columns) {}
  bool null(std::size_t column) const { return columns_[column].null; }
  std::int64_t integer(std::size_t column) const { return columns_[column].null ? 0 : columns_[column].integer; }
  double real(std::size_t column) const { return columns_[column].null ? 0 : columns_[column].real; }
  std::string_view text(std::size_t column) const {
    return columns_[column].null ? std::string_view{} : std::string_view{columns_[column].text};
  }
  Time time(std::size_t column) const { return from_micros(integer(column)); }

 private:
  std::span<const Value> columns_;
};

using Shape = std::vector<Kind>;  // the kind of each column of a select
using OnRow = std::function<void(const Row&)>;

// The error of a file that is no sound database; `words` say how that was found.
Error damaged(std::string_view file, std::string words);

class Connection {
 public:
  // Makes the file where it is missing. `busy_timeout`: how long a statement waits for another connection's lock.
  static Result<std::unique_ptr<Connection>> open(const std::string& file, std::chrono::milliseconds busy_timeout);
  ~Connection();

  // One statement without rows to read; gives how many it changed.
  Result<std::int64_t> run(std::string_view sql, std::vector<Value> values = {});
  // `on_row` must not use this connection.
  Result<void> select(std::string_view sql, std::vector<Value> values, const Shape& shape, const OnRow& on_row);
  // Statements separated by semicolons, run one by one: SQLite, asked for several at once, runs only the first.
  Result<void> run_script(std::string_view script);

  const std::string& file() const;

 private:
  struct Parts;
  explicit Connection(std::unique_ptr<Parts> parts);
  std::unique_ptr<Parts> parts_;
};

}  // namespace pith::sql
