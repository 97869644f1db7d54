// Described values (store/fields.h) as JSON. Empty text, zero, false and empty lists are left out, and what is left out
// reads as that. Instants are RFC 3339, durations whole numbers in their unit.
#pragma once

#include <chrono>
#include <concepts>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "base/civil_day.h"
#include "base/time.h"
#include "lib/json/json.h"
#include "store/fields.h"
#include "store/names.h"

namespace pith::store {

template <class T>
inline constexpr bool is_list = false;
template <class T>
inline constexpr bool is_list<std::vector<T>> = true;
template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_duration = false;
template <class R, class P>
inline constexpr bool is_duration<std::chrono::duration<R, P>> = true;

template <class T>
json::Value to_json(const T& value);

class ToJson {
 public:
  void operator()(std::string_view name, const auto& field) {
    if (field != std::remove_cvref_t<decltype(field)>{}) object_.add(name, to_json(field));
  }
  json::Value take() { return std::move(object_); }

 private:
  json::Value object_ = json::object();
};

template <class T>
json::Value to_json(const T& value) {
  if constexpr (std::is_same_v<T, std::string> || std::is_arithmetic_v<T>) {
    return json::Value(value);
  } else if constexpr (std::is_same_v<T, Time>) {
    return json::Value(format_rfc3339(value));
  } else if constexpr (std::is_same_v<T, CivilDay>) {
    return json::Value(format_day(value));
  } else if constexpr (std::is_enum_v<T>) {
    return json::Value(word_of(value));
  } else if constexpr (is_duration<T>) {
    return json::Value(value.count());
  } else if constexpr (is_optional<T>) {
    return value ? to_json(*value) : json::Value();
  } else if constexpr (is_list<T>) {
    json::Value list = json::array();
    for (const auto& item : value) list.push(to_json(item));
    return list;
  } else {
    ToJson visit;
    describe(visit, value);
    return visit.take();
  }
}

// False where something has another type than it should; the rest is read all the same.
template <class T>
bool from_json(const json::Value& json, T& out);

class FromJson {
 public:
  explicit FromJson(const json::Value& object) : object_(&object) {}
  void operator()(std::string_view name, auto& field) {
    const auto& member = object_->at(name);
    field = {};
    if (!member.is_null()) good_ = from_json(member, field) && good_;
  }
  bool good() const { return good_ && object_->is_object(); }

 private:
  const json::Value* object_;
  bool good_ = true;
};

template <class T>
bool assign(const std::optional<T>& found, auto& out) {
  if (found) out = static_cast<std::remove_cvref_t<decltype(out)>>(*found);
  return found.has_value();
}

template <class T>
bool from_json(const json::Value& json, T& out) {
  if constexpr (std::is_same_v<T, std::string>) {
    out = json.text();
    return json.is_text();
  } else if constexpr (std::is_same_v<T, bool>) {
    return assign(json.boolean(), out);
  } else if constexpr (std::is_integral_v<T>) {
    return assign(json.integer(), out);
  } else if constexpr (std::is_floating_point_v<T>) {
    return assign(json.number(), out);
  } else if constexpr (std::is_same_v<T, Time>) {
    return assign(parse_rfc3339(json.text()), out);
  } else if constexpr (std::is_same_v<T, CivilDay>) {
    return assign(parse_day(json.text()), out);
  } else if constexpr (std::is_enum_v<T>) {
    return read_word(json.text(), out);
  } else if constexpr (is_duration<T>) {
    out = T{json.integer().value_or(0)};
    return json.integer().has_value();
  } else if constexpr (is_optional<T>) {
    return from_json(json, out.emplace());
  } else if constexpr (is_list<T>) {
    bool good = json.is_array();
    for (const auto& item : json.items()) good = from_json(item, out.emplace_back()) && good;
    return good;
  } else {
    FromJson visit(json);
    describe(visit, out);
    return visit.good();
  }
}

}  // namespace pith::store
