#include "domain/episode.h"

#include <array>

namespace pith {

namespace {

constexpr std::array<std::string_view, 6> names = {"listed",      "waiting",   "fetching",
                                                   "transcribed", "distilled", "undistilled"};

}  // namespace

std::string_view name_of(EpisodeState state) { return names.at(static_cast<std::size_t>(state)); }

std::optional<EpisodeState> episode_state_of(std::string_view name) {
  for (std::size_t n = 0; n < names.size(); ++n)
    if (names.at(n) == name) return static_cast<EpisodeState>(n);
  return std::nullopt;
}

}  // namespace pith
