// How what a feed at a password names is fetched. Pure.
#pragma once

#include <string_view>

#include "domain/feed.h"

namespace pith::feed {

// Audio, transcripts and chapter files at exactly the feed's scheme, host and port get the user and password of its
// address, as those that are named relative to it have them. Others get nothing.
void lend_access(PublishedFeed& published, std::string_view feed_url);

}  // namespace pith::feed
