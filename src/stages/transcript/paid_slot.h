// A part of a show that somebody paid for, where the show says so: "It's now time for sponsored news!", "Our first
// sponsor today is ...". What is said in it may be worded like the show's own talk and tell nothing; but its beginning
// is announced, and it ends with where to go ("learn more at", "thanks to X for sponsoring"). English. Inside
// stages/transcript only.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "domain/transcript.h"

namespace pith::transcript {

// Of a lower-cased text.
bool opens_paid_slot(std::string_view lowered);

// One past the last cue of the slot that cue `opening` opens; none where nothing near says where to go.
std::optional<std::size_t> end_of_paid_slot(const Transcript& transcript, std::size_t opening);

}  // namespace pith::transcript
