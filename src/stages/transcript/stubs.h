// Files that stand in a transcript's place and are none, though they can be read. Inside stages/transcript only.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "domain/transcript.h"
#include "stages/transcript/raw.h"

namespace pith::transcript {

// invalid_input where most cues are addresses or names of pictures, as in the files for a player's thumbnails.
Result<void> check_says_words(const std::vector<RawCue>& cues);

// invalid_input where the words are far too few for the episode, or for the cues' own times where its length is not
// known: a sentence that points elsewhere, a list of chapters.
Result<void> check_says_enough(const Transcript& transcript, std::optional<std::chrono::seconds> duration);

// A page that asks for consent, for money or for a login, by what it says. `cues`: its paragraphs.
bool is_closed_page(std::string_view title, const std::vector<RawCue>& cues);

}  // namespace pith::transcript
