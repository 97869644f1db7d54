// A whole text as a number: "17", "-2"; "2.5" where the type has fractions. None where anything else stands in it, it
// is empty, or it does not fit the type.
#pragma once

#include <charconv>
#include <optional>
#include <string_view>
#include <system_error>

namespace pith {

template <class Number>
std::optional<Number> parse_number(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace pith
