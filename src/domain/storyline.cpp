#include "domain/storyline.h"

#include <array>

namespace pith {

namespace {

constexpr std::array<std::string_view, 6> names = {"restates", "supports", "extends", "opposes", "updates", "related"};

}  // namespace

std::string_view name_of(LinkKind kind) { return names.at(static_cast<std::size_t>(kind)); }

std::optional<LinkKind> link_kind_of(std::string_view name) {
  for (std::size_t n = 0; n < names.size(); ++n)
    if (names.at(n) == name) return static_cast<LinkKind>(n);
  return std::nullopt;
}

}  // namespace pith
