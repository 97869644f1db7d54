#include "lib/toml/document.h"

#include <algorithm>
#include <optional>

#include <fmt/format.h>
#include <toml++/toml.h>

namespace pith::toml {

namespace {

std::optional<std::vector<std::string>> texts_of(const ::toml::array& array) {
  std::vector<std::string> texts;
  for (const auto& node : array) {
    const auto text = node.value<std::string>();
    if (!text) return std::nullopt;
    texts.push_back(*text);
  }
  return texts;
}

std::optional<Value> value_of(const ::toml::node& node) {
  if (const auto* text = node.as_string()) return Value{text->get()};
  if (const auto* whole = node.as_integer()) return Value{whole->get()};
  if (const auto* number = node.as_floating_point()) return Value{number->get()};
  if (const auto* flag = node.as_boolean()) return Value{flag->get()};
  if (const auto* array = node.as_array()) {
    if (auto texts = texts_of(*array)) return Value{std::move(*texts)};
  }
  return std::nullopt;
}

Result<void> flatten(const ::toml::table& table, const std::string& prefix, std::string_view name,
                     std::vector<Entry>& out) {
  for (const auto& [key, node] : table) {
    const auto path = prefix + std::string(key.str());
    if (const auto* inner = node.as_table()) {
      if (auto done = flatten(*inner, path + ".", name, out); !done) return done;
      continue;
    }
    const auto line = static_cast<int>(node.source().begin.line);
    auto value = value_of(node);
    if (!value)
      return fail(ErrorKind::invalid_input,
                  fmt::format("{}:{}: {} is of a type Pith has no setting for; use a text, number, true or false, "
                              "or a list of texts",
                              name, line, path));
    out.push_back({path, std::move(*value), line});
  }
  return {};
}

}  // namespace

Result<std::vector<Entry>> read(std::string_view text, std::string_view name) {
  try {
    const auto table = ::toml::parse(text);
    std::vector<Entry> entries;
    if (auto done = flatten(table, "", name, entries); !done) return std::unexpected(done.error());
    std::ranges::stable_sort(entries, {}, &Entry::line);
    return entries;
  } catch (const ::toml::parse_error& error) {
    const auto at = error.source().begin;
    return fail(ErrorKind::invalid_input,
                fmt::format("{}:{}:{}: not valid TOML: {}", name, at.line, at.column, error.description()));
  }
}

}  // namespace pith::toml
