// Episodes in the store.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/episode.h"
#include "store/page.h"
#include "store/store.h"

namespace pith::store {

// Adds or replaces. `first_seen` of a known episode stays.
void put(Tx& tx, const Episode& episode);
// Where the episode stands now, and why, in a person's words.
void set_state(Tx& tx, std::string_view episode_id, EpisodeState state, std::string_view reason = {});

Result<std::optional<Episode>> episode_by_id(const Session& session, std::string_view id);
// Every episode of the show, of all its feeds, by id: what episode::reconcile takes.
Result<std::vector<Episode>> episodes_of_show(const Session& session, std::string_view show_id);
// When its newest episodes came, newest first, each instant once, none after `until`.
struct NewestDates {
  Time until{};
  int most = 20;
};
Result<std::vector<Time>> newest_dates(const Session& session, std::string_view show_id, NewestDates wanted);
// Newest first, without hidden ones.
Result<std::vector<Episode>> recent_episodes_of_show(const Session& session, std::string_view show_id,
                                                     const Page& page);
// Of private shows, too, where `with_private`: for the owner alone.
Result<std::vector<Episode>> recent_episodes(const Session& session, bool with_private, const Page& page);
// Newest first, without hidden ones; EpisodeState::waiting gives those without a transcript, each with its reason.
Result<std::vector<Episode>> episodes_in_state(const Session& session, EpisodeState state, const Page& page);
Result<std::map<EpisodeState, std::int64_t>> count_by_state(const Session& session);

}  // namespace pith::store
