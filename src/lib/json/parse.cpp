#include <cstdint>
#include <limits>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "lib/json/json.h"

namespace pith::json {

namespace {

// Builds a Value from nlohmann's events. `open_` holds the arrays and objects begun and not yet ended, with the key
// each will get in its parent.
class Builder final : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit Builder(const Limits& limits) : limits_(limits) {}

  bool null() override { return put(Value{}); }
  bool boolean(bool value) override { return put(Value(value)); }
  bool number_integer(number_integer_t value) override { return put(Value(value)); }
  bool number_unsigned(number_unsigned_t value) override {
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()))
      return put(Value(static_cast<double>(value)));
    return put(Value(static_cast<std::int64_t>(value)));
  }
  bool number_float(number_float_t value, const string_t&) override { return put(Value(value)); }
  bool string(string_t& value) override { return put(Value(std::move(value))); }
  bool binary(binary_t&) override { return false; }

  bool start_object(std::size_t) override { return open(Value(Value::Object{})); }
  bool start_array(std::size_t) override { return open(Value(Value::Array{})); }
  bool end_object() override { return close(); }
  bool end_array() override { return close(); }
  bool key(string_t& value) override {
    open_.back().next_key = std::move(value);
    return true;
  }

  bool parse_error(std::size_t position, const std::string&, const nlohmann::detail::exception& cause) override {
    if (!error_)
      error_ = Error{ErrorKind::invalid_input, fmt::format("this is not JSON (at byte {})", position), cause.what()};
    return false;
  }

  Result<Value> take() && {
    if (error_) return std::unexpected(*std::move(error_));
    return std::move(root_);
  }

 private:
  struct Open {
    Value value;
    std::string next_key;
  };

  bool put(Value value) {
    if (++count_ > limits_.values) return refuse(fmt::format("this JSON has more than {} values", limits_.values));
    if (open_.empty())
      root_ = std::move(value);
    else if (open_.back().value.is_array())
      open_.back().value.push(std::move(value));
    else
      open_.back().value.add(open_.back().next_key, std::move(value));
    return true;
  }

  bool open(Value value) {
    if (open_.size() >= limits_.depth)
      return refuse(fmt::format("this JSON is nested more than {} levels deep", limits_.depth));
    open_.push_back({std::move(value), {}});
    return true;
  }

  bool close() {
    auto done = std::move(open_.back().value);
    open_.pop_back();
    return put(std::move(done));
  }

  bool refuse(std::string why) {
    error_ = Error{ErrorKind::too_large, std::move(why)};
    return false;
  }

  const Limits& limits_;
  std::vector<Open> open_;
  Value root_;
  std::size_t count_ = 0;
  std::optional<Error> error_;
};

}  // namespace

Result<Value> parse(std::string_view bytes, const Limits& limits) {
  if (bytes.size() > limits.bytes)
    return fail(ErrorKind::too_large, fmt::format("this JSON is larger than {} bytes", limits.bytes));
  Builder builder(limits);
  try {
    nlohmann::json::sax_parse(bytes, &builder);
  } catch (const nlohmann::json::exception& cause) {
    return fail(ErrorKind::invalid_input, "this is not JSON", cause.what());
  }
  return std::move(builder).take();
}

}  // namespace pith::json
