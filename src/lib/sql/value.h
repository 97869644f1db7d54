// What goes into a statement and comes out of a row: NULL, BIGINT, DOUBLE PRECISION, or TEXT (any bytes).
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/time.h"

namespace pith::sql {

enum class Kind : std::uint8_t { text, integer, real };

// A value of one kind, or NULL of that kind. Each place of a statement must get the same kind every time.
struct Value {
  Kind kind = Kind::text;
  bool null = false;
  long long integer = 0;
  double real = 0;
  std::string text;

  Value() = default;
  Value(std::string value) : text(std::move(value)) {}
  Value(std::string_view value) : text(value) {}
  Value(const char* value) : text(value) {}
  Value(std::integral auto value) : kind(Kind::integer), integer(static_cast<long long>(value)) {}
  Value(std::floating_point auto value) : kind(Kind::real), real(static_cast<double>(value)) {}
  Value(Time value) : kind(Kind::integer), integer(to_micros(value)) {}
  template <class T>
  Value(const std::optional<T>& value) : Value(value ? Value(*value) : Value(T{})) {
    null = !value.has_value();
  }
};

}  // namespace pith::sql
