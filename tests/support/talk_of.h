// Transcripts for tests, a line a cue: "Ann: what she said"; five seconds each.
#pragma once

#include <algorithm>
#include <chrono>
#include <initializer_list>
#include <string>
#include <string_view>

#include "domain/transcript.h"

namespace pith::test {

inline Transcript talk_of(std::initializer_list<std::string_view> lines) {
  Transcript transcript;
  transcript.language = "en";
  for (const auto line : lines) {
    const auto colon = line.find(": ");
    const std::string name(line.substr(0, colon));
    auto& speakers = transcript.speakers;
    const auto known = std::ranges::find(speakers, name);
    const int speaker = static_cast<int>(known - speakers.begin());
    if (known == speakers.end()) speakers.push_back(name);
    const std::chrono::milliseconds start(5000 * static_cast<long>(transcript.cues.size()));
    transcript.cues.push_back(
        {start, start + std::chrono::seconds(5), speaker, CueKind::talk, std::string(line.substr(colon + 2))});
  }
  return transcript;
}

}  // namespace pith::test
