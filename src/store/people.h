// Who takes part in episodes; kept in step by what stores episodes and transcripts.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/episode.h"
#include "domain/insight.h"
#include "domain/person.h"
#include "domain/transcript.h"
#include "store/page.h"
#include "store/store.h"

namespace pith::store {

void put_credits(Tx& tx, const Episode& episode);  // the persons its feed names; replaces those before
// The speakers of talk; replaces those before. The episode must be there.
void put_voices(Tx& tx, std::string_view episode_id, const Transcript& transcript);

Result<std::vector<Appearance>> appearances_of(const Session& session, std::string_view key);
// In how many of the show's episodes somebody is known to speak.
Result<std::size_t> voiced_episodes(const Session& session, std::string_view show_id);
// What the person of this key said in these shows: insights that stand, newest first, without hidden ones.
Result<std::vector<Insight>> insights_of_person(const Session& session, std::string_view key,
                                                std::span<const std::string> show_ids, Page page);

}  // namespace pith::store
