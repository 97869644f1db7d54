#include "stages/insight/surroundings.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "stages/insight/quotation.h"
#include "stages/insight/spoken_words.h"

namespace pith::insight {

Surroundings::Surroundings(const Talk& talk) : talk_(talk), quoted_(begins_inside_quotation(talk)) {}

bool Surroundings::broken_after(std::size_t cue) const {
  if (ends_turn(cue)) return false;
  const std::string_view text = talk_.transcript->cues[cue].text;
  const SpokenWord last{std::string(text.substr(text.rfind(' ') + 1)), {}};
  return last.abbreviates();
}

bool Surroundings::answered(std::size_t cue) const {
  constexpr std::array<std::string_view, 5> turns{"But ", "However", "Actually,", "Well, actually", "Except "};
  if (ends_turn(cue)) return false;
  const std::string_view next = talk_.transcript->cues[cue + 1].text;
  return std::ranges::any_of(turns, [&](std::string_view turn) { return next.starts_with(turn); });
}

bool Surroundings::supposed(std::size_t cue) const {
  constexpr std::array<std::string_view, 10> openings{
      "If ",    "Imagine ",      "Say ",    "Let's say ",       "Suppose ",
      "So if ", "So let's say ", "And if ", "For example, if ", "Like, if "};
  if (cue == talk_.turn_of(cue).first) return false;
  const std::string_view before = talk_.transcript->cues[cue - 1].text;
  return std::ranges::any_of(openings, [&](std::string_view opening) { return before.starts_with(opening); });
}

Setting Surroundings::setting(std::size_t cue) const {
  const std::string_view text = talk_.transcript->cues[cue].text;
  return {quoted(cue), answered(cue), supposed(cue), text.contains("--") || text.contains("...")};
}

}  // namespace pith::insight
