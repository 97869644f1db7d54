// Asking Apple's podcast directory, for `pith add`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "pipeline/context.h"
#include "stages/feed/directory.h"

namespace pith::pipeline {

// At most 20 shows for these words, as Apple ranks them.
Result<std::vector<feed::DirectoryEntry>> search_directory(Context& context, std::string_view words);

// The feed behind an Apple Podcasts link, by the show's number in it. not_found where Apple names none.
Result<std::string> feed_at_apple(Context& context, std::string_view apple_id);

}  // namespace pith::pipeline
