#include "domain/title.h"

namespace pith {

bool tells_show(std::string_view episode_title, std::string_view show_title) {
  return episode_title.starts_with(show_title);
}

std::string title_with_show(std::string_view episode_title, std::string_view show_title) {
  if (episode_title.empty()) return std::string(show_title);
  if (tells_show(episode_title, show_title)) return std::string(episode_title);
  return std::string(show_title) + ": " + std::string(episode_title);
}

}  // namespace pith
