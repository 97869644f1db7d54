// Whether a text stands alone: how it begins, and fillers in it. Talk is read strictly, since what may be a filler
// there mostly is one; what somebody wrote is read as it was meant. English. Pure.
#pragma once

#include <string_view>

#include "stages/insight/spoken_words.h"

namespace pith::insight {

enum class Wording { spoken, written };

// Does a text begin so that it does not stand alone: with a pronoun or a connective? Written, "It is a myth that ..."
// does not.
bool starts_dangling(std::string_view text, Wording wording = Wording::spoken);

// Not quite dangling, but it leans on what was said before: "Then", "Their".
bool leans_a_little(std::string_view text);

// Does a clause begin with what means something said before: "It's a common approach", "They have to pay", "Those folks
// retire"? "It is hard to build" does not.
bool points_back(const SpokenWords& clause);

// Is a filler phrase left? Spoken, wherever it may be one; written, where pauses set it off: "unless you know which" is
// none.
bool holds_filler(std::string_view text, Wording wording = Wording::spoken);

}  // namespace pith::insight
