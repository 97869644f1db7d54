// How good a system's insights are, measured against labelled episodes. Pure.
//
// An insight finds a gold one when its evidence holds the gold's key cue, or when at least half of its own cues lie in
// the gold's evidence. Evidence of more than 12 cues finds nothing. Each gold insight is found once.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "domain/insight.h"
#include "stages/insight/gold.h"

namespace pith::evaluation {

// What of an insight is scored.
struct Answer {
  std::string text;
  std::optional<double> score;                      // comparable over episodes; without it the rank counts
  std::vector<std::pair<double, double>> evidence;  // seconds
};
Answer answer_of(const Insight& insight);

struct LabelledAnswers {
  insight::Gold gold;
  insight::CueTimes times;
  std::vector<Answer> answers;  // best first
};

struct Measures {
  double recall10 = 0;  // share of the gold insights, weighted by their score, found by the first ten
  double precision5 = 0;
  double ndcg5 = 0;              // gain: the score of the gold insight found
  double lead5 = 0;              // 1 where one of the editor's first three is found by the first five
  double waste5 = 0;             // share of the first five's evidence cues that lie in ads or chatter
  double form = 0;               // share of the first five whose text has the form of an insight
  std::optional<double> rouge1;  // of the texts found among the first five; none where none is found or has a text
};

// The gain of a find at a place, from 0, of a list of five; the most that five finds of these scores can gain.
double discounted(double gain, std::size_t place);
double ideal_gain(std::vector<double> scores);
std::vector<double> scores_of(const insight::Gold& gold);

Measures score_episode(const LabelledAnswers& episode);

struct Scorecard {
  Measures mean;
  double day5 = 0;           // nDCG of the best five of a day; episodes are dealt into days by name
  std::vector<double> days;  // the same of each day
  std::vector<std::pair<std::string, Measures>> episodes;
};
Scorecard score_all(std::span<const LabelledAnswers> episodes);

// 25-75 words, no pronoun or connective at the start, no filler.
bool has_form(std::string_view text);

}  // namespace pith::evaluation
