// Whether a text says the opposite of what it quotes: nearly the same words, but a "not" more or less, "slower" for
// "faster", the two things compared in each other's place, or another number. English. Pure and thread-safe.
//
// Only clauses that share nearly all their telling words are compared; what is said in other words is not understood.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "domain/insight.h"

namespace pith::insight {

// The first clause of the text that a quote contradicts and none bears out, as it stands.
std::optional<std::string> contradicted(std::string_view text, std::span<const Quote> quotes);

}  // namespace pith::insight
