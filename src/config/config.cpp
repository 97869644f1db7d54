#include "config/config.h"

#include <algorithm>
#include <cstdint>
#include <numeric>

#include <fmt/format.h>

namespace pith::config {

namespace {

template <class T>
constexpr std::string_view type_words = "";
template <>
constexpr std::string_view type_words<std::string> = "a text in quotes";
template <>
constexpr std::string_view type_words<std::int64_t> = "a whole number";
template <>
constexpr std::string_view type_words<double> = "a number";
template <>
constexpr std::string_view type_words<bool> = "true or false";
template <>
constexpr std::string_view type_words<std::vector<std::string>> = "a list of texts";

std::string_view words_for(const toml::Value& value) {
  return std::visit([]<class T>(const T&) { return type_words<T>; }, value);
}

template <class T>
std::optional<T> as(const toml::Value& value) {
  if (const auto* exact = std::get_if<T>(&value)) return *exact;
  if constexpr (std::is_same_v<T, double>) {
    if (const auto* whole = std::get_if<std::int64_t>(&value)) return static_cast<double>(*whole);
  }
  return std::nullopt;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const auto above = row[j];
      row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
      diagonal = above;
    }
  }
  return row.back();
}

}  // namespace

Result<Config> Config::parse(std::string_view text, std::string name) {
  auto entries = toml::read(text, name);
  if (!entries) return std::unexpected(entries.error());
  Config config;
  config.name_ = std::move(name);
  config.entries_ = std::move(*entries);
  return config;
}

const toml::Entry* Config::find(std::string_view key) const {
  const auto found = std::ranges::find(entries_, key, &toml::Entry::key);
  return found == entries_.end() ? nullptr : &*found;
}

std::string Config::place_of(std::string_view key) const {
  const auto* entry = find(key);
  return entry == nullptr ? name_ : fmt::format("{}:{}", name_, entry->line);
}

template <class T>
Result<std::optional<T>> Config::get(std::string_view key) {
  const auto* entry = find(key);
  if (entry == nullptr) return std::optional<T>{};
  used_.emplace(key);
  auto value = as<T>(entry->value);
  if (!value)
    return fail(ErrorKind::invalid_input, fmt::format("{}:{}: {} must be {}, but {} stands there", name_, entry->line,
                                                      key, type_words<T>, words_for(entry->value)));
  return value;
}

template Result<std::optional<std::string>> Config::get(std::string_view);
template Result<std::optional<std::int64_t>> Config::get(std::string_view);
template Result<std::optional<double>> Config::get(std::string_view);
template Result<std::optional<bool>> Config::get(std::string_view);
template Result<std::optional<std::vector<std::string>>> Config::get(std::string_view);

std::vector<std::string> Config::complaints(const std::vector<std::string>& known) const {
  std::vector<std::string> out;
  for (const auto& entry : entries_) {
    if (used_.contains(entry.key)) continue;
    auto line = fmt::format("{}:{}: unknown key {}", name_, entry.line, entry.key);
    if (const auto near = nearest(entry.key, known); !near.empty()) line += fmt::format("; did you mean {}?", near);
    out.push_back(std::move(line));
  }
  return out;
}

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
  std::string best;
  std::size_t least = word.size() / 2 + 1;
  for (const auto& candidate : known) {
    const auto distance = edit_distance(word, candidate);
    if (distance < least) {
      least = distance;
      best = candidate;
    }
  }
  return best;
}

}  // namespace pith::config
