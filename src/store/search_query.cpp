#include "store/search_query.h"

#include <algorithm>
#include <span>
#include <string_view>

#include <fmt/format.h>

namespace pith::store {

namespace {

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

// Nothing but letters, digits and spaces stands between the quotation marks.
std::string quoted(std::string text, bool beginning) {
  std::ranges::replace_if(text, [](char c) { return !is_word(c); }, ' ');
  return fmt::format("\"{}\"{}", text, beginning ? "*" : "");
}

std::string one_of(const Term& term) {
  std::string list;
  for (const auto& form : term.forms) list += (list.empty() ? "" : " OR ") + quoted(form, term.beginning);
  return term.forms.size() > 1 ? fmt::format("({})", list) : list;
}

std::string joined(std::span<const Term> terms, std::string_view by) {
  std::string list;
  for (const auto& term : terms) {
    if (!list.empty()) list += by;
    list += one_of(term);
  }
  return list;
}

std::string within(std::string_view columns, std::string list) {
  return columns.empty() || list.empty() ? list : fmt::format("{} : ({})", columns, list);
}

}  // namespace

std::string match_expression(const Words& words, std::string_view own) {
  const auto whole = words.around ? std::string_view{} : own;
  const auto part = words.around ? own : std::string_view{};
  const auto wanted = joined(words.wanted, words.join == Join::all ? " AND " : " OR ");
  auto needed = within(part, joined(words.needed, " AND "));
  if (!words.telling.empty())
    needed += fmt::format("{}({})", needed.empty() ? "" : " AND ", joined(words.telling, " OR "));
  if (!wanted.empty()) needed += needed.empty() ? fmt::format("({})", wanted) : fmt::format(" AND ({})", wanted);
  if (needed.empty() || words.refused.empty()) return within(whole, needed);
  return within(whole, fmt::format("({}) NOT ({})", needed, within(part, joined(words.refused, " OR "))));
}

}  // namespace pith::store
