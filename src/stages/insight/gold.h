// Labelled episodes, as the evaluation reads them: what an editor would keep, and the times of the cues that the labels
// number. Pure.
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "domain/transcript.h"

namespace pith::insight {

// Cues here are the labels' numbers: a WebVTT cue's identifier where it is a number, else its place from 1.
struct GoldInsight {
  int rank = 0;
  double score = 0;  // 1..5
  int key = 0;       // the cue that carries the claim
  std::vector<CueRange> evidence;
  std::string headline;
  std::string text;
};

struct Gold {
  std::string episode;
  std::vector<GoldInsight> insights;
  std::vector<CueRange> ads;
  std::vector<CueRange> chatter;
  std::string title;
};

// invalid_input where the bytes are no such label: no insights, a score that is not above 0, cues that cannot be.
Result<Gold> read_gold(std::string_view bytes);

// The episodes that a model's list (cue-en.bin.episodes) names, a line each: what it was trained on is no test of it.
std::set<std::string, std::less<>> listed_episodes(std::string_view list);

// Number -> start and end in seconds.
using CueTimes = std::map<int, std::pair<double, double>>;
CueTimes read_cue_times(std::string_view vtt);

}  // namespace pith::insight
