#include "stages/feed/doctype.h"

#include <algorithm>

namespace pith::feed {

namespace {

constexpr auto npos = std::string_view::npos;
constexpr std::size_t most_entities = 100;
constexpr std::size_t longest_entity = 200;

std::string_view take_word(std::string_view& text) {
  const auto begin = std::min(text.find_first_not_of(" \t\r\n"), text.size());
  text.remove_prefix(begin);
  const auto end = std::min(text.find_first_of(" \t\r\n>\"'"), text.size());
  const auto word = text.substr(0, end);
  text.remove_prefix(end);
  return word;
}

struct Declaration {
  std::string_view name, value;
};

// `text` follows "<!ENTITY". Without a name where it declares no text.
Declaration read_declaration(std::string_view text) {
  auto name = take_word(text);
  if (name == "%") name = take_word(text);
  const auto quote = text.find_first_not_of(" \t\r\n");
  if (quote == npos || (text[quote] != '"' && text[quote] != '\'')) return {};
  return {name, text.substr(quote + 1, text.find(text[quote], quote + 1) - quote - 1)};
}

void take_entity(std::string_view text, Entities& entities) {
  const auto [name, value] = read_declaration(text);
  const bool is_plain = value.size() <= longest_entity && value.find_first_of("&%<") == npos;
  if (!name.empty() && is_plain && entities.size() < most_entities) entities.emplace_back(name, value);
}

constexpr double bomb_bytes = 1 << 20;

// How long `value` would be with every reference to an entity declared before it put in place.
double grown(std::string_view value, const std::vector<std::pair<std::string_view, double>>& sizes) {
  auto total = static_cast<double>(value.size());
  for (auto at = value.find_first_of("&%"); at != npos; at = value.find_first_of("&%", at + 1)) {
    const auto name = value.substr(at + 1, value.find(';', at) - at - 1);
    const auto found = std::ranges::find(sizes, name, &std::pair<std::string_view, double>::first);
    if (found != sizes.end()) total += found->second;
  }
  return total;
}

}  // namespace

std::size_t read_doctype(std::string_view text, Entities& entities) {
  const auto plain_end = text.find('>');
  const auto subset = text.find('[');
  if (subset == npos || plain_end < subset) return plain_end == npos ? text.size() : plain_end + 1;
  auto end = text.find("]>", subset);
  if (end == npos) end = std::min(text.find(']', subset), text.size());
  const auto inside = text.substr(subset, end - subset);
  for (auto at = inside.find("<!ENTITY"); at != npos; at = inside.find("<!ENTITY", at + 8))
    take_entity(inside.substr(at + 8), entities);
  const auto close = text.find('>', end);
  return close == npos ? text.size() : close + 1;
}

bool declares_bomb(std::string_view document) {
  constexpr std::size_t looked_at = 256u << 10;
  const auto opening = document.substr(0, looked_at);
  std::vector<std::pair<std::string_view, double>> sizes;
  for (auto at = opening.find("<!ENTITY"); at != npos && sizes.size() < most_entities;
       at = opening.find("<!ENTITY", at + 8)) {
    const auto [name, value] = read_declaration(opening.substr(at + 8));
    if (name.empty()) continue;
    sizes.emplace_back(name, grown(value, sizes));
    if (sizes.back().second > bomb_bytes) return true;
  }
  return false;
}

}  // namespace pith::feed
