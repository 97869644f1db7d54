// One recording that two shows, or two episodes, published: it is found once. Pure.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

namespace pith::search {

struct Said {
  std::string_view episode_id;
  std::string_view headline;  // may be empty
  std::string_view text;
};

// For each the place of the first of them that is the same recording: of another episode, with nearly the same words.
// Its own place where there is none before it.
std::vector<std::size_t> first_of_recording(std::span<const Said> all);

}  // namespace pith::search
