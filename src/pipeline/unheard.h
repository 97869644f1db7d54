// Episodes without a transcript and the work of hearing them.
#pragma once

#include <filesystem>
#include <string>

#include "base/result.h"
#include "domain/episode.h"
#include "pipeline/context.h"
#include "store/store.h"

namespace pith::pipeline {

// Whether a recogniser is set up and the episode has audio for it.
bool can_be_heard(const Context& context, const Episode& episode);

// The episode waits until its publisher has had the time to bring a transcript (Options::grace, from its first sight),
// then it is heard. `why`: what there is instead of a transcript, a clause.
void plan_hearing(store::Tx& tx, const Context& context, const Episode& episode, std::string_view why);

// At start: what waits since before a recogniser was set up, first seen within Options::brief_days, is planned; audio
// that nobody will hear any more is deleted.
Result<void> resume_hearings(Context& context);

// Where an episode's audio lies while it is heard, and the sound made of it.
std::filesystem::path audio_file(const Context& context, std::string_view episode_id);
std::filesystem::path sound_file(const Context& context, std::string_view episode_id);
void clear_audio(const Context& context, std::string_view episode_id);

}  // namespace pith::pipeline
