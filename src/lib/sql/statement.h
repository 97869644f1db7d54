// A prepared statement with the places of its values and columns, bound once. Inside lib/sql only: throws what SOCI
// throws.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <soci/soci.h>

#include "lib/sql/connection.h"

namespace pith::sql {

class Statement {
 public:
  Statement(soci::session& session, const std::string& sql, const std::vector<Value>& values, const Shape& shape);
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

  // Whether it was made for values of these kinds.
  bool fits(const std::vector<Value>& values) const;
  std::int64_t run(std::vector<Value>&& values);
  void select(std::vector<Value>&& values, const OnRow& on_row);

 private:
  void take(std::vector<Value>&& values);
  void read_nulls();

  std::vector<Value> values_;
  std::vector<soci::indicator> value_states_;
  std::vector<Value> columns_;
  std::vector<soci::indicator> column_states_;
  soci::statement statement_;
};

}  // namespace pith::sql
