// Text as Markdown. Pure.
#pragma once

#include <string>
#include <string_view>

namespace pith::delivery {

// Text that stays text: what Markdown would read as markup gets a backslash, also where it begins a line.
std::string plain(std::string_view text);
// What plain() was given.
std::string unescaped(std::string_view markdown);
// "[words](<url>)"; the words alone where there is no address.
std::string link(std::string_view words, std::string_view url);

}  // namespace pith::delivery
