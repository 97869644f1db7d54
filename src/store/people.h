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
#include "store/store.h"

namespace pith::store {

void put_credits(Tx& tx, const Episode& episode);  // the persons its feed names; replaces those before
// The speakers of talk; replaces those before. The episode must be there.
void put_voices(Tx& tx, std::string_view episode_id, const Transcript& transcript);
// The speaker of an insight, beside those before: for an episode whose insights are here and whose transcript is not.
void put_voice(Tx& tx, const Insight& insight);

// The keys from `first` on, in order, of all who take part in what may be seen: `with_private` is the owner alone.
struct KeysAsked {
  std::string_view first;
  int most = 100;
  bool with_private = true;
};
Result<std::vector<std::string>> keys_of_people(const Session& session, const KeysAsked& asked);
Result<std::vector<Appearance>> appearances_of(const Session& session, std::string_view key);
// Of those that differ in nothing but the episode, one: enough to tell people of one name apart.
Result<std::vector<Appearance>> kinds_of_appearance(const Session& session, std::string_view key);
// Those of one episode, by key.
Result<std::vector<Appearance>> appearances_in(const Session& session, std::string_view episode_id);
// In how many of the show's episodes somebody is known to speak.
Result<std::size_t> voiced_episodes(const Session& session, std::string_view show_id);

}  // namespace pith::store
