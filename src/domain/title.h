// What an episode's title says beside its own.
#pragma once

#include <string>
#include <string_view>

namespace pith {

// Whether it begins with its show's, which need not be said beside it then; nor need a show without a title.
bool tells_show(std::string_view episode_title, std::string_view show_title);

// "The Deep Grid: Starting a city from cold"; the episode's alone where it begins with the show's, the show's alone
// where it has none.
std::string title_with_show(std::string_view episode_title, std::string_view show_title);

}  // namespace pith
