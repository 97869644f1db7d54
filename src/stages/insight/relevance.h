// Whether what is quoted bears on what is claimed: a true quote proves nothing under a text that speaks of something
// else. By the words that both share, so what is put in other words throughout is not understood. English. Pure and
// thread-safe.
#pragma once

#include <span>
#include <string_view>

namespace pith::insight {

// `said`: the cues that are quoted, whole. Two telling words in common are enough: of 908 insights that editors wrote
// six fall by this or by a contradiction (contradiction.h).
bool bears_on(std::string_view claimed, std::span<const std::string_view> said);

}  // namespace pith::insight
