#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "lib/json/json.h"

namespace pith::json {

namespace {

bool is_plain(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return c >= ' ' && c < 0x7f && c != '"' && c != '\\'; });
}

void append_text(std::string& out, std::string_view text) {
  if (is_plain(text)) {
    out.append(1, '"').append(text).append(1, '"');
    return;
  }
  out += nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace

// Appends one value after another; every overload of operator() is one alternative of Value.
class Writer {
 public:
  explicit Writer(Style style) : indented_(style == Style::indented) {}

  void operator()(const Value& value) { std::visit(*this, value.data_); }
  void operator()(std::monostate) { out_ += "null"; }
  void operator()(bool value) { out_ += value ? "true" : "false"; }
  void operator()(std::int64_t value) { fmt::format_to(std::back_inserter(out_), "{}", value); }
  void operator()(double value) { out_ += std::isfinite(value) ? nlohmann::json(value).dump() : "null"; }
  void operator()(const std::string& value) { append_text(out_, value); }
  void operator()(const Value::Array& items) {
    write_list('[', items, ']', [this](const Value& item) { (*this)(item); });
  }
  void operator()(const Value::Object& members) {
    write_list('{', members, '}', [this](const Member& member) {
      append_text(out_, member.key);
      out_ += indented_ ? ": " : ":";
      (*this)(member.value);
    });
  }

  std::string take() && { return std::move(out_); }

 private:
  template <class List, class One>
  void write_list(char begin, const List& list, char end, One one) {
    out_ += begin;
    ++depth_;
    for (std::size_t n = 0; n < list.size(); ++n) {
      if (n > 0) out_ += ',';
      new_line();
      one(list[n]);
    }
    --depth_;
    if (!list.empty()) new_line();
    out_ += end;
  }

  void new_line() {
    if (indented_) out_.append(1, '\n').append(2 * depth_, ' ');
  }

  std::string out_;
  std::size_t depth_ = 0;
  bool indented_;
};

std::string write(const Value& value, Style style) {
  Writer writer(style);
  writer(value);
  return std::move(writer).take();
}

}  // namespace pith::json
