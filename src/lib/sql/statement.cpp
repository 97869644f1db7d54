#include "lib/sql/statement.h"

#include <algorithm>
#include <utility>

namespace pith::sql {

namespace {

void use(soci::statement& statement, Value& value, soci::indicator& state) {
  switch (value.kind) {
    case Kind::text:
      return statement.exchange(soci::use(value.text, state));
    case Kind::integer:
      return statement.exchange(soci::use(value.integer, state));
    case Kind::real:
      return statement.exchange(soci::use(value.real, state));
  }
}

void into(soci::statement& statement, Value& column, soci::indicator& state) {
  switch (column.kind) {
    case Kind::text:
      return statement.exchange(soci::into(column.text, state));
    case Kind::integer:
      return statement.exchange(soci::into(column.integer, state));
    case Kind::real:
      return statement.exchange(soci::into(column.real, state));
  }
}

}  // namespace

Statement::Statement(soci::session& session, const std::string& sql, const std::vector<Value>& values,
                     const Shape& shape)
    : values_(values.size()),
      value_states_(values.size(), soci::i_ok),
      columns_(shape.size()),
      column_states_(shape.size(), soci::i_ok),
      statement_(session) {
  for (std::size_t n = 0; n < values.size(); ++n) {
    values_[n].kind = values[n].kind;
    use(statement_, values_[n], value_states_[n]);
  }
  for (std::size_t n = 0; n < shape.size(); ++n) {
    columns_[n].kind = shape[n];
    into(statement_, columns_[n], column_states_[n]);
  }
  statement_.alloc();
  statement_.prepare(sql);
  statement_.define_and_bind();
}

bool Statement::fits(const std::vector<Value>& values) const {
  return std::ranges::equal(values, values_, {}, &Value::kind, &Value::kind);
}

void Statement::take(std::vector<Value>&& values) {
  for (std::size_t n = 0; n < values.size(); ++n) {
    value_states_[n] = values[n].null ? soci::i_null : soci::i_ok;
    values_[n] = std::move(values[n]);
  }
}

void Statement::read_nulls() {
  for (std::size_t n = 0; n < columns_.size(); ++n) columns_[n].null = column_states_[n] == soci::i_null;
}

std::int64_t Statement::run(std::vector<Value>&& values) {
  take(std::move(values));
  statement_.execute(true);
  return statement_.get_affected_rows();
}

void Statement::select(std::vector<Value>&& values, const OnRow& on_row) {
  take(std::move(values));
  for (bool more = statement_.execute(true); more; more = statement_.fetch()) {
    read_nulls();
    on_row(Row(columns_));
  }
}

}  // namespace pith::sql
