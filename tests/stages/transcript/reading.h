// A transcript file as its tests look at it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "stages/transcript/read_transcript.h"

namespace pith::transcript {

inline Transcript read(std::string_view bytes, const ReadOptions& options = {}) {
  auto transcript = read_transcript(bytes, options);
  EXPECT_TRUE(transcript) << transcript.error().log_line();
  return transcript ? *transcript : Transcript{};
}

inline std::vector<std::string> texts(const Transcript& transcript) {
  std::vector<std::string> found;
  for (const auto& cue : transcript.cues) found.push_back(cue.text);
  return found;
}

}  // namespace pith::transcript
