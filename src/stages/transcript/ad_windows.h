// A transcript as runs of cues of about sixty words, one from each cue on, and what tells of each whether it is an ad
// read: how it talks, how it differs from the talk around it, what only it names, what it is about. Inside
// stages/transcript and its training only. Pure.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "domain/transcript.h"
#include "text/word_model.h"

namespace pith::transcript {

struct AdWindow {
  std::size_t first = 0;  // cue
  std::size_t end = 0;    // one past the last
  std::vector<float> features;
};

// One at a time: those of a long transcript together would take hundreds of megabytes.
using TakeAdWindow = std::function<void(const AdWindow&)>;
void each_ad_window(const Transcript& transcript, const text::WordModel& words, const TakeAdWindow& take);

// Of the features, in order.
std::vector<std::string> ad_feature_names(std::size_t dimensions);

// A table for training: a row a window with its cues, its times in seconds and its features.
std::string ad_window_rows(const Transcript& transcript, const text::WordModel& words);

}  // namespace pith::transcript
