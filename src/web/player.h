// The player of an episode's audio, at its publisher's: the template player.html, which player.js brings to life.
// Without scripts the page's own links lead to the audio, and an <audio> stands in the page.
#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "domain/insight.h"
#include "domain/transcript.h"
#include "web/page.h"

namespace pith::web {

struct Playing {
  const Episode& episode;
  const Show& show;
  const Insight* insight = nullptr;  // what is played from, none: the episode from its start
  const Transcript* transcript = nullptr;
};

// PLAYER and its script, where the episode has audio; else NO_AUDIO with a sentence.
void add_player(Page& page, const Playing& playing);

// How far the audio may run from the transcript's times, in a sentence.
std::string tolerance_of(const Episode& episode, const Transcript& transcript);

}  // namespace pith::web
