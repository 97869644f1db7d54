// Speakers' names as they stand in texts. Inside stages/transcript only.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "stages/transcript/raw.h"

namespace pith::transcript {

// "Mary Ann Smith", "SPEAKER 2", "J.R.": short, capitalised words and no sentence. A shape, not yet a person.
bool looks_like_name(std::string_view text);

// The name and the rest of "Name: words", "**Name:** words", "Name (host): words"; none where the shape is another's.
struct Prefixed {
  std::string name;
  std::string_view rest;
};
std::optional<Prefixed> split_prefix(std::string_view line);

// Moves names that stand before the words of cues into their speaker. A prefix counts as a name where it comes again in
// the file, or is part of one that does, or is plainly a full name. A cue without one belongs to the speaker before it,
// as is the custom, unless a turn was marked.
void take_prefixes(RawTranscript& raw);

// "Speaker:", "Unknown", "?" say that the speaker is not known.
bool means_unknown(std::string_view name);

}  // namespace pith::transcript
