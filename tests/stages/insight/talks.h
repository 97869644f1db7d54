// Small made-up talks and models for the tests of the distiller.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "domain/transcript.h"
#include "stages/insight/background.h"
#include "stages/insight/builtin_distiller.h"
#include "stages/insight/headline.h"
#include "support/files.h"

namespace pith::insight {

// Cues of five seconds each, as (speaker's place, words).
inline Transcript talk_of(std::initializer_list<std::pair<int, const char*>> said) {
  Transcript transcript;
  transcript.speakers = {"Ada", "Ben", "Cleo"};
  for (const auto& [speaker, words] : said) {
    const auto start = std::chrono::seconds(5) * transcript.cues.size();
    transcript.cues.push_back({start, start + std::chrono::seconds(5), speaker, CueKind::talk, words});
  }
  return transcript;
}

inline std::string model_bytes(const char* name) {
  return test::read_file(test::in_repository(std::string("data/models/") + name));
}

inline std::shared_ptr<const Background> shipped_background() {
  return Background::parse(model_bytes("talk-en.bin")).value();
}

inline std::shared_ptr<const HeadlineModel> shipped_headlines() {
  return HeadlineModel::parse(model_bytes("headline-en.bin")).value();
}

inline HeadlineSense shipped_sense() {
  static const auto background = shipped_background();
  static const auto headlines = shipped_headlines();
  return {*background, *headlines};
}

inline std::unique_ptr<BuiltinDistiller> shipped_distiller() {
  return BuiltinDistiller::make({model_bytes("talk-en.bin"), model_bytes("cue-en.bin"), model_bytes("headline-en.bin")})
      .value();
}

}  // namespace pith::insight
