// What a poll brings: items as published against the episodes known. One episode keeps one identity however its feed
// changes guid, title, address or date.
//
// An item is a known episode if, in this order:
// - its guid is one of the episode's guids: in the same feed unless title, audio and date are all another's, in another
//   feed of the show only where title or enclosure agree too;
// - its comparable enclosure and its title agree, unless its guid and its date are both new;
// - its enclosure agrees and one of the two has no guid, unless title and date are both another's;
// - its enclosure and its date agree, or its title and its date, where the document has nothing else of the episode.
// Dates agree as text or as instants. A guid that several unlike items of one document share, or that another episode
// has, identifies nothing. Anything else is new, whatever its date. An item's persons are the channel's where it has
// none of its own.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/chunked.h"
#include "base/time.h"
#include "domain/episode.h"
#include "domain/feed.h"

namespace pith::episode {

struct ReconcileOptions {
  std::string show_id = {};
  std::string feed_id = {};
  Time now{};
  bool first_follow = false;  // the feed has just been added
  std::size_t newest =
      3;  // on first following: how many of the newest (newest.h) are taken; the others are only listed
};

// Episodes as they are to be stored; an episode is in one list only.
struct Changes {
  Chunked<Episode> added;  // in document order
  std::vector<Episode>
      changed;  // what the feed says of them differs; state `fetching` where a transcript came to a waiting one
  std::vector<Episode> gone;  // were in this feed, and it still reaches back beyond them (a pinned few at its end
                              // apart); marked so. Never from an incomplete document
  int nameless = 0;           // items left out: neither identity, title, audio nor link tells them apart
  bool operator==(const Changes&) const = default;
};

// `known`: every episode of the show, of all its feeds. Afterwards the document has no items, each having made room for
// its episode; the rest of it stays.
Changes reconcile(const std::vector<Episode>& known, PublishedFeed&& published, const ReconcileOptions& options);

}  // namespace pith::episode
