#include "lib/sql/script.h"

#include <algorithm>

namespace pith::sql {

namespace {

// Where the quoted text or comment that starts at `at` ends; `at` itself where none starts there.
std::size_t end_of_quote(std::string_view script, std::size_t at) {
  const char c = script[at];
  if (c != '\'' && c != '"') return at;
  const auto end = script.find(c, at + 1);
  return end == std::string_view::npos ? script.size() : end + 1;
}

std::size_t end_of_comment(std::string_view script, std::size_t at) {
  if (script.substr(at, 2) != "--") return at;
  return std::min(script.find('\n', at), script.size());
}

void push_trimmed(std::vector<std::string>& statements, std::string_view statement) {
  static constexpr std::string_view space = " \t\r\n";
  const auto first = statement.find_first_not_of(space);
  if (first == std::string_view::npos) return;
  statements.emplace_back(statement.substr(first, statement.find_last_not_of(space) - first + 1));
}

}  // namespace

std::vector<std::string> split_statements(std::string_view script) {
  std::vector<std::string> statements;
  std::string statement;
  for (std::size_t at = 0; at < script.size();) {
    if (const auto end = end_of_comment(script, at); end != at) {
      at = end;
    } else if (const auto quote = end_of_quote(script, at); quote != at) {
      statement += script.substr(at, quote - at);
      at = quote;
    } else if (script[at] == ';') {
      push_trimmed(statements, statement);
      statement.clear();
      ++at;
    } else {
      statement += script[at++];
    }
  }
  push_trimmed(statements, statement);
  return statements;
}

}  // namespace pith::sql
