// JSON Feed 1 and 1.1. Internal to stages/feed; read_feed.h is the way in.
#pragma once

#include <string_view>

#include "base/result.h"
#include "domain/feed.h"
#include "stages/feed/read_feed.h"

namespace pith::feed {

Result<PublishedFeed> read_json_feed(std::string_view utf8, const ReadOptions& options);

}  // namespace pith::feed
