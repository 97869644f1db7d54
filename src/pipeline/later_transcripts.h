// Transcripts that a feed names once their episode has one: the publisher's own after the audio was heard, or a
// corrected one at another address.
#pragma once

#include <vector>

#include "domain/episode.h"
#include "pipeline/context.h"
#include "store/work.h"

namespace pith::pipeline {

// Whether the episode has a transcript, or had one.
bool has_transcript(const Episode& episode);

// Plans to fetch them, of episodes first seen within a month. `known`: the show's episodes as they stood.
void plan_later_transcripts(store::Tx& tx, const Context& context, const std::vector<Episode>& known,
                            const std::vector<Episode>& changed);

// Puts it where it says something else, and has the episode distilled again; one without times never replaces one with
// times. The work is done either way.
Result<void> put_later_transcript(store::Tx& tx, const Context& context, const store::Work& work,
                                  const Transcript& transcript);

}  // namespace pith::pipeline
