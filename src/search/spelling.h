// Which word may have been meant by one that nobody says. Pure.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "store/vocabulary.h"

namespace pith::search {

// Letters to insert, drop, change, or swap with the next (optimal string alignment); `most` + 1 where there are more.
std::size_t edits(std::string_view a, std::string_view b, std::size_t most);

// Edits that a slip of the hand makes in a word of this length: none in short ones, where everything is near.
std::size_t edits_forgiven(std::size_t letters);

// Of words that are said, the one fewest edits away, of those one with the same letters, of those the one said in most
// episodes; empty where none is near. One that is hardly more common than the typed word (said in `episodes`) is none.
std::string likely_meant(std::string_view typed, std::int64_t episodes, std::span<const store::WordUse> said);

}  // namespace pith::search
