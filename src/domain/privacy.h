// What may be shown of addresses. What of a private show stays with its owner alone: its addresses, for they may hold
// the owner's token. Pages, mails and exports show such values only after this.
#pragma once

#include <string>

#include "base/secrets.h"
#include "domain/episode.h"
#include "domain/feed.h"
#include "domain/show.h"

namespace pith {

// Audio, transcripts, chapter file, picture and page go, and guids that are addresses: each may hold a token of its
// own. Of other links those with a secret in them go. The reason names hosts alone.
void withhold_addresses(Episode& episode);
void withhold_addresses(Show& show);
// Links that lead elsewhere than to the web (javascript:, file:) go, whoever is shown them.
void keep_web_links(Episode& episode);
void keep_web_links(Show& show);
// The address without its secret, its host alone where none is known in it; earlier ones gone; the feed has ended and
// says why.
void withhold_addresses(Feed& feed);
// Of every address in a text its scheme and host stay: "https://a.example/***".
void strike_paths(std::string& text);

// Of all addresses a feed has had.
Secrets secrets_of(const Feed& feed);
// Where it is polled, without them: the only form of the address that is shown.
std::string shown_address(const Feed& feed);

// A feed's own secrets, struck out of whatever it says before that is kept: texts and identities say "***" instead,
// links and pictures that hold one go. What is fetched later (audio, transcripts, a chapter file, the feed's next
// address) keeps them; withhold_addresses is for those. Identities lose any other secret too: it may change.
void strike(PublishedFeed& published, const Secrets& secrets);
void strike(Episode& episode, const Secrets& secrets);
void strike(Show& show, const Secrets& secrets);
void strike(std::vector<Chapter>& chapters, const Secrets& secrets);

}  // namespace pith
