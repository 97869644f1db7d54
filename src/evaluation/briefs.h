// How good the briefs of labelled days are: the real choice (stages/brief), with its rules against repeating, over each
// day's insights, with what the days before have left and what they have sent. Pure.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/result.h"
#include "domain/insight.h"
#include "evaluation/days.h"
#include "stages/brief/choose.h"
#include "stages/insight/gold.h"
#include "text/word_model.h"

namespace pith::evaluation {

struct LabelledInsights {
  insight::Gold gold;
  insight::CueTimes times;
  std::vector<Insight> insights;  // best first, with the cues of their quotes; ids and times are given here
};

// One way to choose a day's five.
struct BriefMeasures {
  double ndcg5 = 0;          // gain: what the picks find among the day's own labels; ideal: the five best of those
  std::vector<double> days;  // the same of each day
  double worth = 0;          // mean score of the labels that the picks find, of earlier days too; none found is 0
  double spread = 0;         // different episodes in a brief, on average
  std::size_t picks = 0;
  std::size_t found = 0;         // labelled insights, each found once
  std::size_t earlier = 0;       // picks from episodes of days before
  std::size_t repeats = 0;       // picks that share a cue with one before, or find only what was found before
  std::size_t restatements = 0;  // picks that make the claim of one before, on any day, as stages/storyline judges
};

struct BriefCard {
  std::size_t episodes = 0;
  BriefMeasures brief;
  BriefMeasures by_score;  // the five of the day's episodes with the highest score, for comparison
};

struct Reading {
  brief::Rules rules;
  int days = 7;                    // how long an insight may wait for its brief
  std::size_t an_episode = 10;     // insights of an episode that may enter
  const text::WordModel* words{};  // what insights are compared by; must outlive the call
};

// One reader gets a brief on each of the days, in their order. Fails where insights cannot be compared.
Result<BriefCard> score_briefs(std::vector<LabelledInsights> episodes, const Days& days, const Reading& reading);

}  // namespace pith::evaluation
