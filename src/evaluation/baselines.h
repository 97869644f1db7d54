// Ways to choose passages that know nothing of insights: what an engine must beat. They see windows of a transcript,
// ads and chatter too. Pure; the same input gives the same answers.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/transcript.h"
#include "evaluation/score_gold.h"

namespace pith::evaluation {

// A run of whole cues of one speaker, about as long as an insight.
struct Window {
  std::size_t first = 0;  // cue
  std::size_t cues = 0;
  bool operator==(const Window&) const = default;
};

// Each turn cut, from its start, into windows of 40 words or a little more; what is left of it counts from 25 words up.
std::vector<Window> windows_of(const Transcript& transcript);

// The words of each window, lower-cased.
using WindowWords = std::vector<std::vector<std::string>>;

// How much each window is worth, on a scale that compares over episodes.
struct Baseline {
  std::string_view name;
  std::vector<double> (*worths)(const WindowWords& windows, std::uint64_t seed);
};

// LexRank with cosines from .1 up and a damping of .15 (Erkan and Radev, Journal of Artificial Intelligence Research
// 22, 2004), times the number of windows; the sum of the words' tf-idf, documents being the windows; chance.
std::span<const Baseline> baselines();

// Its ten best windows, best first, in their own words. The episode's name is the seed of chance.
std::vector<Answer> answers_of(const Baseline& baseline, const Transcript& transcript, std::string_view episode);

}  // namespace pith::evaluation
