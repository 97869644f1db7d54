// Insights in the store. One that was sent to a reader is never deleted: its page stays and says what took its place.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/insight.h"
#include "store/page.h"
#include "store/store.h"

namespace pith::store {

// `fresh` becomes the episode's set; its ids are the caller's (keep_ids below). Of what stood before and is not in it,
// an insight in a brief stays with `replaced_by` (the fresh one that shares most of its time, else the episode's id);
// the others go, with their links. Search follows.
void replace_insights(Tx& tx, std::string_view episode_id, std::span<const Insight> fresh);

// Gives each of `fresh` its id: that of a standing insight with which it shares at least half of the evidence (each
// once, best overlap first), else a new one of episode and key_start (invariant 3). Pure.
void keep_ids(std::span<const Insight> standing, std::string_view episode_id, std::vector<Insight>& fresh);

Result<std::optional<Insight>> insight_by_id(const Session& session, std::string_view id);  // replaced ones too
Result<std::vector<Insight>> insights_by_ids(const Session& session, std::span<const std::string> ids);  // in order

// Those that stand, best first.
Result<std::vector<Insight>> insights_of_episode(const Session& session, std::string_view episode_id);
// Those that stand, newest first, without hidden shows and episodes.
Result<std::vector<Insight>> insights_of_show(const Session& session, std::string_view show_id, const Page& page);
// Of private shows, too, where `with_private`: for the owner alone.
Result<std::vector<Insight>> recent_insights(const Session& session, bool with_private, const Page& page);
Result<std::map<std::string, std::int64_t>> count_by_engine(const Session& session);  // that stand
Result<std::vector<std::string>> standing_insights(const Session& session);           // the ids of all that stand
// Those that stand, all, by (published, id), for the index: `after` is the last one of the batch before.
Result<std::vector<Insight>> insights_after(const Session& session, const Insight* after, int limit);

// What may enter briefs (invariant 10): standing, of episodes first seen since `since` and not later than `until`, of
// shows followed and not hidden; of private ones, too, which are for the reader at home alone. Best first.
struct CandidateQuery {
  Time since{};
  Time until{};
  double floor = 0;  // least score
};
Result<std::vector<Insight>> candidates(const Session& session, const CandidateQuery& query);
// All that any reader was sent, replaced ones too, by id.
Result<std::vector<Insight>> insights_ever_sent(const Session& session);

}  // namespace pith::store
