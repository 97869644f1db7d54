// A claim worth knowing that stands on its own and opens on its proof: the words said, by whom, at which second.
#pragma once

#include <chrono>
#include <string>
#include <vector>

#include "base/time.h"
#include "domain/transcript.h"

namespace pith {

// Words that stand verbatim (after white-space and case folding) in the transcript's cues `cues` (invariant 4).
struct Quote {
  CueRange cues;
  std::chrono::milliseconds start{0};
  std::chrono::milliseconds end{0};
  std::string speaker;  // "unknown speaker" where it is not known
  std::string text;
  bool operator==(const Quote&) const = default;
};

struct Insight {
  std::string id;  // "in_" of (episode, start of its key cue when first seen); empty until the pipeline gives it
  std::string episode_id;
  std::string show_id;
  std::string headline;  // at most 12 words, a claim
  std::string text;      // 25-75 words, the speaker's words made presentable
  std::string speaker;
  std::vector<std::string> topics;
  std::vector<std::string> entities;
  double score = 0;                        // calibrated over episodes: expected worth to an editor, 0..5
  double clarity = 1;                      // how likely its headline is understood by itself, 0..1
  std::chrono::milliseconds key_start{0};  // start of the key cue
  std::vector<Quote> evidence;             // best first, at least one
  std::string engine;                      // "builtin", "llm"
  std::string version;                     // of the model and prompt that made it
  Time published{};                        // its episode's
  Time first_seen{};                       // its episode's
  std::string replaced_by;                 // id of what took its place after re-distilling; empty while it stands
  bool operator==(const Insight&) const = default;
};

}  // namespace pith
