// The show a feed is of: its identity and what the feed says about it.
#pragma once

#include <string>
#include <string_view>

#include "base/time.h"
#include "domain/feed.h"
#include "domain/show.h"

namespace pith::feed {

// Id of podcast:guid, else of the feed's first URL (comparable: schemes and tokens do not matter).
Show show_of(const PublishedFeed& published, std::string_view feed_url, Time now);

// The id of a feed's own show where the one that show_of() gives is another's, whose podcast:guid it repeats.
std::string show_id_apart(std::string_view show_id, std::string_view feed_url);

// The known show with what its feed says now; id, slug and added stay. The show unchanged where the document was not
// complete (it never renames a show).
Show refreshed(const Show& known, const PublishedFeed& published);

// "fe_" of the feed's first URL.
std::string feed_id_of(std::string_view feed_url);

}  // namespace pith::feed
