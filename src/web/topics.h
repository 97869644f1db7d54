// Topics as links to their pages.
#pragma once

#include <span>
#include <string>

#include "lib/templates/templates.h"

namespace pith::web {

// TOPICS with a TOPIC each; nothing where there are none.
void add_topics(templates::Values& body, std::span<const std::string> topics);

}  // namespace pith::web
