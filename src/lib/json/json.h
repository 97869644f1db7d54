// JSON as a plain value: read it, look into it without surprises, build it, write it. nlohmann-json stays inside this
// folder.
//
//   auto parsed = json::parse(bytes);                        // Result<json::Value>
//   parsed->at("items").at(0).at("title").text()             // "" where anything on the way is missing or no string
//   auto out = json::object({{"episode", id}, {"ads", json::array()}});
//   out.set("score", 0.5);
//   json::write(out)                                         // {"episode":"ep_...","ads":[],"score":0.5}
//
// Members keep the order in which they were added, so equal steps write equal bytes.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"

namespace pith::json {

struct Member;

class Value {
 public:
  using Array = std::vector<Value>;
  using Object = std::vector<Member>;

  Value();  // null
  Value(std::nullptr_t);
  template <std::same_as<bool> T>
  Value(T value);
  template <std::integral T>
    requires(!std::same_as<T, bool>)
  Value(T value);
  template <std::floating_point T>
  Value(T value);
  Value(const char* value);
  Value(std::string_view value);
  Value(std::string value);
  Value(Array value);
  Value(Object value);

  bool is_null() const { return std::holds_alternative<std::monostate>(data_); }
  bool is_text() const { return std::holds_alternative<std::string>(data_); }
  bool is_array() const { return std::holds_alternative<Array>(data_); }
  bool is_object() const { return std::holds_alternative<Object>(data_); }

  // What is there if it has that type, else nothing. A view lives as long as the value is unchanged.
  std::string_view text() const;                // "" if no string
  std::optional<double> number() const;         // also of an integer
  std::optional<std::int64_t> integer() const;  // also of 3.0, not of 3.5 or "3"
  std::optional<bool> boolean() const;
  std::span<const Value> items() const;     // empty if no array
  std::span<const Member> members() const;  // empty if no object

  // A member or an element; a null value where there is none. Of members of one name the last counts.
  const Value& at(std::string_view key) const;
  const Value& at(std::size_t index) const;
  bool has(std::string_view key) const;

  // Building. A null value becomes an object or an array at the first call; on any other type they do nothing.
  Value& set(std::string_view key, Value value);  // adds or replaces; gives *this
  Value& add(std::string_view key,
             Value value);   // adds without looking for the key: quicker where it is known to be new
  Value& push(Value value);  // appends to an array; gives *this

  bool operator==(const Value&) const;

 private:
  friend class Writer;
  std::variant<std::monostate, bool, std::int64_t, double, std::string, Array, Object> data_;
};

struct Member {
  std::string key;
  Value value;
  bool operator==(const Member&) const = default;
};

// Defined here, since before it Member is incomplete.
inline Value::Value() = default;
inline Value::Value(std::nullptr_t) {}
template <std::same_as<bool> T>
Value::Value(T value) : data_(value) {}
template <std::integral T>
  requires(!std::same_as<T, bool>)
Value::Value(T value) : data_(static_cast<std::int64_t>(value)) {}
template <std::floating_point T>
Value::Value(T value) : data_(static_cast<double>(value)) {}
inline Value::Value(const char* value) : data_(std::string(value)) {}
inline Value::Value(std::string_view value) : data_(std::string(value)) {}
inline Value::Value(std::string value) : data_(std::move(value)) {}
inline Value::Value(Array value) : data_(std::move(value)) {}

Value object(std::initializer_list<Member> members = {});
Value array(std::initializer_list<Value> items = {});

struct Limits {
  std::size_t bytes = 64u << 20;
  std::size_t depth = 64;
  std::size_t values = 5'000'000;
};

// One JSON text, a byte order mark before it allowed. invalid_input where it is none, too_large beyond a limit. Numbers
// beyond 64 bits become doubles.
Result<Value> parse(std::string_view bytes, const Limits& limits = {});

enum class Style { compact, indented };

// Compact has no line end, so it is one line of JSON Lines. Invalid UTF-8 becomes U+FFFD; a number that is not finite,
// null.
std::string write(const Value& value, Style style = Style::compact);

}  // namespace pith::json
