// Looking up the key of a query's pair in a list. For the files of this folder.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace pith {

// `keys`: in lower case; one that ends in '*' stands for all that begin so.
template <std::size_t N>
bool is_among(const std::array<std::string_view, N>& keys, std::string_view key) {
  const auto same = [](char known, char c) { return known == (c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c); };
  return std::ranges::any_of(keys, [&](std::string_view known) {
    if (key.empty() || !same(known[0], key[0])) return false;
    const bool open_ended = known.ends_with('*');
    if (open_ended) known.remove_suffix(1);
    return (open_ended ? key.size() >= known.size() : key.size() == known.size()) &&
           std::ranges::equal(known, key.substr(0, known.size()), same);
  });
}

}  // namespace pith
