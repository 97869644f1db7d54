#include "store/search_query.h"

#include <algorithm>

#include <fmt/format.h>

namespace pith::store {

namespace {

constexpr std::size_t most_terms = 16;

bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
         static_cast<unsigned char>(c) >= 0x80;
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::size_t end_of_word(std::string_view text, std::size_t at) {
  while (at < text.size() && is_word(text[at])) ++at;
  return at;
}

void push(std::vector<Term>& terms, std::string_view text, bool prefix) {
  if (terms.size() < most_terms && std::ranges::any_of(text, is_word)) terms.push_back({std::string(text), prefix});
}

// Whether two words differ in their ending only, as a stemmer would see it.
bool alike(std::string_view one, std::string_view other) {
  const auto [longer, shorter] = one.size() < other.size() ? std::pair{other, one} : std::pair{one, other};
  std::size_t shared = 0;
  while (shared < shorter.size() && lower(longer[shared]) == lower(shorter[shared])) ++shared;
  if (shared == longer.size()) return true;
  const std::size_t needed = shorter.size() < 6 ? shorter.size() : shorter.size() - 1;
  return shared >= 3 && shared >= needed && longer.size() - shared <= 3;
}

bool begins(std::string_view word, std::string_view start) {
  return word.size() >= start.size() && alike(word.substr(0, start.size()), start);
}

bool means(const Term& term, std::string_view word) {
  for (std::size_t at = 0; at < term.text.size(); ++at) {
    const auto end = end_of_word(term.text, at);
    if (end == at) continue;
    const auto wanted = std::string_view(term.text).substr(at, end - at);
    const bool last = end == term.text.size();
    if (term.prefix && last ? begins(word, wanted) : alike(word, wanted)) return true;
    at = end;
  }
  return false;
}

}  // namespace

std::vector<Term> terms_of(std::string_view typed) {
  std::vector<Term> terms;
  for (std::size_t at = 0; at < typed.size();) {
    if (typed[at] == '"') {
      const auto end = std::min(typed.find('"', at + 1), typed.size());
      push(terms, typed.substr(at + 1, end - at - 1), false);
      at = end + 1;
    } else if (is_word(typed[at])) {
      const auto end = end_of_word(typed, at);
      push(terms, typed.substr(at, end - at), end < typed.size() && typed[end] == '*');
      at = end;
    } else {
      ++at;
    }
  }
  return terms;
}

std::string match_expression(const std::vector<Term>& terms, Join join) {
  std::string expression;
  for (const auto& term : terms) {
    if (!expression.empty()) expression += join == Join::all ? " AND " : " OR ";
    std::string text = term.text;
    std::ranges::replace_if(text, [](char c) { return !is_word(c); }, ' ');
    expression += fmt::format("\"{}\"{}", text, term.prefix ? "*" : "");
  }
  return expression;
}

std::vector<Mark> marks(std::string_view text, const std::vector<Term>& terms) {
  std::vector<Mark> found;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = end_of_word(text, at);
    if (end == at) {
      ++at;
      continue;
    }
    const auto word = text.substr(at, end - at);
    if (std::ranges::any_of(terms, [&](const Term& term) { return means(term, word); })) found.push_back({at, end});
    at = end;
  }
  return found;
}

}  // namespace pith::store
