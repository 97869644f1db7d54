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

// Whether two are the same recording: of different episodes, with nearly the same words, and with enough of them.
bool same_recording(const Said& a, const Said& b);

// For each the place of the first of them that is the same recording and has the same headline or exactly the same
// words. Its own place where there is none before it.
std::vector<std::size_t> first_of_recording(std::span<const Said> all);

}  // namespace pith::search
