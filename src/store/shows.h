// Shows in the store.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/feed.h"
#include "domain/show.h"
#include "store/store.h"

namespace pith::store {

// Adds the show or brings it up to date. A known show keeps its slug and the time it was added. Where two shows want
// one slug, the lower id has it and the other gets a piece of its id behind it, in whatever order they came.
void put(Tx& tx, const Show& show);

// The show is no longer followed and its feeds are no longer asked; what is known of it stays, hidden where `hide`.
void unfollow(Tx& tx, std::string_view show_id, bool hide);

// Whether a feed is polled for a show that is followed.
Result<bool> is_followed(const Session& session, const Feed& feed);

Result<std::optional<Show>> show_by_id(const Session& session, std::string_view id);
Result<std::optional<Show>> show_by_slug(const Session& session, std::string_view slug);  // also by id
Result<std::vector<Show>> shows(const Session& session);  // by title; removed and hidden ones too

struct Counts {
  std::int64_t shows = 0;     // followed
  std::int64_t feeds = 0;     // polled
  std::int64_t episodes = 0;  // in all states
  std::int64_t transcripts = 0;
  std::int64_t insights = 0;  // that stand
  std::int64_t briefs = 0;
};

Result<Counts> counts(const Session& session);  // of all that is held
// Of what is shown: no hidden shows and episodes; to others than the owner no private shows either, and the home
// reader's briefs alone.
Result<Counts> counts_seen(const Session& session, bool for_owner);

}  // namespace pith::store
