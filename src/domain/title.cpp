#include "domain/title.h"

namespace pith {

bool tells_show(std::string_view episode_title, std::string_view show_title) {
  return episode_title.starts_with(show_title);
}

}  // namespace pith
