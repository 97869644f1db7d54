// Transcripts in the store: one an episode, compact and compressed (some 23 kB an hour of talk).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/transcript.h"
#include "store/store.h"

namespace pith::store {

// Adds or replaces, the search index with it.
void put_transcript(Tx& tx, std::string_view episode_id, const Transcript& transcript);

Result<std::optional<Transcript>> transcript_of(const Session& session, std::string_view episode_id);
// Of the transcript's content, empty where there is none: equal hashes, equal transcripts.
Result<std::string> transcript_hash(const Session& session, std::string_view episode_id);

}  // namespace pith::store
