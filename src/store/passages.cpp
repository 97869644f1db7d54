#include "store/passages.h"

#include <algorithm>
#include <utility>

namespace pith::store {

namespace {

constexpr std::ptrdiff_t words_in_passage = 80;

std::ptrdiff_t word_count(std::string_view text) { return std::ranges::count(text, ' ') + 1; }

}  // namespace

std::vector<CueRange> passages(const Transcript& transcript) {
  std::vector<CueRange> found;
  std::ptrdiff_t words = words_in_passage;  // full: the next cue of talk begins a passage
  for (int n = 0; n < static_cast<int>(transcript.cues.size()); ++n) {
    const auto& cue = transcript.cues[static_cast<std::size_t>(n)];
    if (cue.kind != CueKind::talk) {
      words = words_in_passage;
      continue;
    }
    if (words >= words_in_passage) {
      found.push_back({n, n});
      words = 0;
    }
    found.back().last = n;
    words += word_count(cue.text);
  }
  return found;
}

std::string text_of(const Transcript& transcript, CueRange cues) {
  std::string text;
  const int last = std::min(cues.last, static_cast<int>(transcript.cues.size()) - 1);
  for (int n = std::max(cues.first, 0); n <= last; ++n) {
    if (!text.empty()) text += ' ';
    text += transcript.cues[static_cast<std::size_t>(n)].text;
  }
  return text;
}

}  // namespace pith::store
