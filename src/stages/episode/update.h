// What an item says, put into its episode. Internal to stages/episode; reconcile.h is the way in.
#pragma once

#include <string>
#include <string_view>

#include "domain/episode.h"
#include "domain/feed.h"

namespace pith::episode {

// Makes the episode what its item, which is used up, now says. Identity, first sight and what Pith did with it stay;
// the date is never after the first sight; what the item no longer says stays where the document is incomplete. An
// address that differs only in its tokens is taken over while it may still be needed; that of the audio
// for a month. `guid`: the item's, empty where
// it identifies nothing.
void update(Episode& episode, PublishedItem&& item, const PublishedFeed& feed, std::string_view guid, Time now);

// Takes from this feed's item what an episode of another feed of the show lacks. What its own feed says stays, or the
// two feeds would contradict each other at every poll.
void complete(Episode& episode, PublishedItem&& item, std::string_view guid);

// Remembers that an episode goes by this guid too.
void note_alias(Episode& episode, std::string guid);

}  // namespace pith::episode
