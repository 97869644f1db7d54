#include <algorithm>
#include <cmath>

#include "lib/json/json.h"

namespace pith::json {

namespace {

const Value& null_value() {
  static const Value value;
  return value;
}

// Doubles beyond this do not hold every integer.
constexpr double exact_integers = 9007199254740992.0;

}  // namespace

Value::Value(Object value) : data_(std::move(value)) {}

std::string_view Value::text() const {
  const auto* text = std::get_if<std::string>(&data_);
  return text == nullptr ? std::string_view{} : std::string_view{*text};
}

std::optional<double> Value::number() const {
  if (const auto* integer = std::get_if<std::int64_t>(&data_)) return static_cast<double>(*integer);
  if (const auto* real = std::get_if<double>(&data_)) return *real;
  return std::nullopt;
}

std::optional<std::int64_t> Value::integer() const {
  if (const auto* integer = std::get_if<std::int64_t>(&data_)) return *integer;
  const auto* real = std::get_if<double>(&data_);
  if (real == nullptr || std::trunc(*real) != *real || std::abs(*real) > exact_integers) return std::nullopt;
  return static_cast<std::int64_t>(*real);
}

std::optional<bool> Value::boolean() const {
  const auto* flag = std::get_if<bool>(&data_);
  return flag == nullptr ? std::nullopt : std::optional{*flag};
}

std::span<const Value> Value::items() const {
  const auto* array = std::get_if<Array>(&data_);
  return array == nullptr ? std::span<const Value>{} : std::span<const Value>{*array};
}

std::span<const Member> Value::members() const {
  const auto* object = std::get_if<Object>(&data_);
  return object == nullptr ? std::span<const Member>{} : std::span<const Member>{*object};
}

const Value& Value::at(std::string_view key) const {
  const auto all = members();
  for (auto n = all.size(); n > 0; --n)
    if (all[n - 1].key == key) return all[n - 1].value;
  return null_value();
}

const Value& Value::at(std::size_t index) const {
  const auto all = items();
  return index < all.size() ? all[index] : null_value();
}

bool Value::has(std::string_view key) const { return std::ranges::count(members(), key, &Member::key) > 0; }

Value& Value::set(std::string_view key, Value value) {
  if (auto* object = std::get_if<Object>(&data_)) {
    const auto found = std::ranges::find(*object, key, &Member::key);
    if (found != object->end()) {
      found->value = std::move(value);
      return *this;
    }
  }
  return add(key, std::move(value));
}

Value& Value::add(std::string_view key, Value value) {
  if (is_null()) data_ = Object{};
  if (auto* object = std::get_if<Object>(&data_)) object->push_back({std::string(key), std::move(value)});
  return *this;
}

Value& Value::push(Value value) {
  if (is_null()) data_ = Array{};
  if (auto* array = std::get_if<Array>(&data_)) array->push_back(std::move(value));
  return *this;
}

bool Value::operator==(const Value&) const = default;

Value object(std::initializer_list<Member> members) { return Value::Object(members); }

Value array(std::initializer_list<Value> items) { return Value::Array(items); }

}  // namespace pith::json
