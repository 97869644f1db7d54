// Feeds in the store. A feed is found by its address now and by every earlier one.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/feed.h"
#include "store/store.h"

namespace pith::store {

// Adds or replaces the feed, validators included: put it in the transaction that puts the episodes they stand for.
void put(Tx& tx, const Feed& feed);
// Only how its last poll went and when the next one is: for a feed whose address and validators are as they were.
void put_poll(Tx& tx, const Feed& feed);
// Makes the polls due now of all feeds that may be asked by hand: not within the hour, nor sooner than their servers
// said (rests), nor failing ones.
void hasten_polls(Tx& tx, Time now);

Result<std::optional<Feed>> feed_by_id(const Session& session, std::string_view id);
Result<std::optional<Feed>> feed_by_url(const Session& session, std::string_view url);  // url or alias
Result<std::vector<Feed>> feeds(const Session& session);                                // by id
Result<std::vector<Feed>> feeds_of_show(const Session& session, std::string_view show_id);

}  // namespace pith::store
