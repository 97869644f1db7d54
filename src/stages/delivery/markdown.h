// A brief as a Markdown file with YAML front matter, fit for a folder of notes.
#pragma once

#include <string>

#include "stages/delivery/brief_view.h"

namespace pith::delivery {

std::string render_markdown(const BriefView& brief);

}  // namespace pith::delivery
