// Which show a feed's document is of, as the store knows it. Called within a transaction.
#pragma once

#include <string>
#include <vector>

#include "domain/episode.h"
#include "domain/show.h"
#include "pipeline/feed_visit.h"

namespace pith::pipeline {

// Whether an address of the feed, or one it leads to, holds a secret, or whoever followed it said so.
bool is_private(const Visited& visited);

struct KnownShow {
  Show show;                      // with what the document says of it
  std::vector<Episode> episodes;  // as they stand
  bool first_follow = false;      // of its episodes the newest alone are taken
  std::string apart_from = {};    // title of the show whose podcast:guid it repeats without being its feed
};

// invalid_input where the address of a followed feed brings another show.
Result<KnownShow> known_show(store::Tx& tx, const Visited& visited, const PublishedFeed& published, Time now);

}  // namespace pith::pipeline
