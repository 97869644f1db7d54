// What may be shown of addresses. What of a private show stays with its owner alone: its addresses, for they may hold
// the owner's token. Pages, mails and exports show such values only after this.
#pragma once

#include "domain/episode.h"
#include "domain/feed.h"
#include "domain/show.h"

namespace pith {

// Audio, transcripts, chapter file and picture go; of other links those with a secret in them.
void withhold_addresses(Episode& episode);
void withhold_addresses(Show& show);
// Links that lead elsewhere than to the web (javascript:, file:) go, whoever is shown them.
void keep_web_links(Episode& episode);
void keep_web_links(Show& show);
// The address without its secret, earlier ones gone; the feed has ended and says why.
void withhold_addresses(Feed& feed);

}  // namespace pith
