// Notes back in: what a note that Pith wrote (stages/delivery/notes.h) still holds of its insight. Pure.
#pragma once

#include <optional>
#include <string_view>

#include "base/result.h"
#include "domain/sourced.h"

namespace pith::delivery {

struct ReadNote {
  // The insight with its proof to the second; of episode and show the titles, ids, guid and audio. Times of day, the
  // transcript and what else a note does not name are not there. Notes of earlier versions name no ids of show and
  // episode: they are empty.
  SourcedInsight source;
  bool whole = true;     // false: its owner took out the part that Pith wrote; there is no insight
  bool has_own = false;  // text or properties of its owner
};

// None where it is no note of Pith's. invalid_input, with the line, where it is one that cannot be read.
Result<std::optional<ReadNote>> read_note(std::string_view note);

}  // namespace pith::delivery
