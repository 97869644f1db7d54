#include "stages/insight/quotation.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

namespace pith::insight {

namespace {

constexpr std::size_t longest = 12;  // cues; where no mark closes it in reach, the mark that opened it was a slip

enum class Mark { none, opens, closes };

Mark mark_at(std::string_view text, std::size_t at) {
  if (text.substr(at).starts_with("\u201C")) return Mark::opens;
  if (text.substr(at).starts_with("\u201D")) return Mark::closes;
  if (text[at] != '"') return Mark::none;
  const bool starts_word = at == 0 || std::string_view(" (-[").contains(text[at - 1]);
  return starts_word ? Mark::opens : Mark::closes;
}

// The last mark of a text, and the first.
Mark last_mark(std::string_view text) {
  Mark last = Mark::none;
  for (std::size_t at = 0; at < text.size(); ++at)
    if (const auto mark = mark_at(text, at); mark != Mark::none) last = mark;
  return last;
}
Mark first_mark(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at)
    if (const auto mark = mark_at(text, at); mark != Mark::none) return mark;
  return Mark::none;
}

// The cue that closes what `cue` leaves open.
std::optional<std::size_t> closing_cue(const Talk& talk, std::size_t cue) {
  const auto end = std::min(talk.turn_of(cue).end(), cue + 1 + longest);
  for (auto next = cue + 1; next < end; ++next) {
    const auto mark = first_mark(talk.transcript->cues[next].text);
    if (mark == Mark::closes) return next;
    if (mark == Mark::opens) return std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::vector<bool> begins_inside_quotation(const Talk& talk) {
  std::vector<bool> inside(talk.cues.size(), false);
  for (std::size_t cue = 0; cue < talk.cues.size(); ++cue) {
    if (last_mark(talk.transcript->cues[cue].text) != Mark::opens) continue;
    const auto closing = closing_cue(talk, cue);
    for (auto next = cue + 1; closing && next <= *closing; ++next) inside[next] = true;
  }
  return inside;
}

}  // namespace pith::insight
