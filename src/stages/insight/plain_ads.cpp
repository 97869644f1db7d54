#include "stages/insight/plain_ads.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "stages/insight/pitch.h"
#include "text/words.h"

namespace pith::insight {

namespace {

constexpr std::array<std::string_view, 16> telling{
    "sponsor", "dot com",      "dot io",         "dot dev",    ".com",        ".io",     ".dev",       ".ai",
    "sign up", "check it out", "check them out", "learn more", "get started", "head to", "free trial", "go to "};

bool sells(std::string_view text) {
  const auto lowered = text::lower(text);
  return std::ranges::any_of(telling, [&](std::string_view words) { return lowered.contains(words); }) ||
         pitch_in_talk(text).has_value();
}

}  // namespace

std::vector<bool> plain_ads(const Transcript& transcript) {
  const auto& cues = transcript.cues;
  std::vector<bool> plain(cues.size(), false);
  for (std::size_t first = 0; first < cues.size();) {
    auto end = first;
    bool told = false;
    for (; end < cues.size() && cues[end].kind == CueKind::ad; ++end) told = told || sells(cues[end].text);
    std::fill(plain.begin() + static_cast<std::ptrdiff_t>(first), plain.begin() + static_cast<std::ptrdiff_t>(end),
              told);
    first = end + 1;
  }
  return plain;
}

}  // namespace pith::insight
