// What an episode's title says beside its own.
#pragma once

#include <string_view>

namespace pith {

// Whether it begins with its show's, which need not be said beside it then. An empty one of the show need not be either.
bool tells_show(std::string_view episode_title, std::string_view show_title);

}  // namespace pith
