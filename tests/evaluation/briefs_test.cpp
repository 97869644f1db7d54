#include "evaluation/briefs.h"

#include <chrono>
#include <cmath>

#include <gtest/gtest.h>

#include "support/files.h"

namespace pith::evaluation {
namespace {

using std::chrono::seconds;

// An episode of twelve cues of ten seconds; its labels are the cues 1, 3, 5... with the scores given.
LabelledInsights episode_of(const std::string& name, const std::vector<double>& scores) {
  LabelledInsights episode;
  episode.gold.episode = name;
  for (int cue = 1; cue <= 12; ++cue) episode.times[cue] = {cue * 10.0, cue * 10.0 + 10};
  for (std::size_t n = 0; n < scores.size(); ++n) {
    const int cue = static_cast<int>(2 * n + 1);
    episode.gold.insights.push_back({static_cast<int>(n + 1), scores[n], cue, {{cue, cue}}, "", ""});
  }
  return episode;
}

Insight insight_at(int cue, double score, std::string text) {
  Insight insight;
  insight.score = score;
  insight.text = std::move(text);
  insight.evidence = {{{cue, cue}, seconds(cue * 10), seconds(cue * 10 + 10), "Ada", "words"}};
  return insight;
}

struct Case : testing::Test {
  std::string bytes = test::read_file(test::in_repository("data/models/words-en.bin"));
  text::WordModel words = text::WordModel::read(bytes).value();

  BriefCard card(std::vector<LabelledInsights> episodes, const Days& days) {
    return score_briefs(std::move(episodes), days, {.words = &words}).value();
  }
};

const std::string coffee = "Roasting coffee longer hides the bad beans, so the darkest bag is the cheapest to make.";
const std::string trains = "Trains run late because the timetable has no slack, not because the drivers are slow.";

TEST_F(Case, FindingTheBestLabelsFirstIsWorthOne) {
  auto episode = episode_of("tea-1", {5, 3});
  episode.insights = {insight_at(1, 4, coffee), insight_at(3, 2, trains)};
  const auto found = card({episode}, {{0}});
  EXPECT_DOUBLE_EQ(found.brief.ndcg5, 1);
  EXPECT_DOUBLE_EQ(found.brief.worth, 4);
  EXPECT_EQ(found.brief.picks, 2U);
  EXPECT_EQ(found.brief.found, 2U);
  EXPECT_EQ(found.brief.spread, 1);
}

TEST_F(Case, ARestatementIsSentOnceButHasNoPlaceByScore) {
  auto first = episode_of("tea-1", {5});
  first.insights = {insight_at(1, 4, coffee)};
  auto second = episode_of("rail-1", {5, 4});
  second.insights = {insight_at(1, 3.9, coffee), insight_at(3, 2, trains)};
  const auto found = card({first, second}, {{0, 1}});
  EXPECT_EQ(found.brief.picks, 2U);
  EXPECT_EQ(found.brief.restatements, 0U);
  EXPECT_EQ(found.by_score.picks, 3U);
  EXPECT_EQ(found.by_score.restatements, 1U);
}

TEST_F(Case, WhatWasSentOnADayBeforeIsNotSentAgain) {
  auto first = episode_of("tea-1", {5});
  first.insights = {insight_at(1, 4, coffee)};
  auto second = episode_of("rail-1", {5});
  second.insights = {insight_at(1, 4, coffee)};
  const auto found = card({first, second}, {{0}, {1}});
  EXPECT_EQ(found.brief.picks, 1U);
  EXPECT_EQ(found.by_score.restatements, 1U);
  EXPECT_EQ(found.brief.days, (std::vector<double>{1, 0}));
}

TEST_F(Case, ARepeatOfTheSameCueIsCounted) {
  auto episode = episode_of("tea-1", {5});
  episode.insights = {insight_at(1, 4, coffee), insight_at(1, 3, trains)};
  const auto found = card({episode}, {{0}});
  EXPECT_EQ(found.by_score.repeats, 1U);
  EXPECT_EQ(found.brief.repeats, 0U);
  EXPECT_EQ(found.by_score.found, 1U);
}

TEST_F(Case, APickLeftFromTheDayBeforeEarnsNothingToday) {
  const std::vector<std::string> texts{coffee,
                                       trains,
                                       "Hospitals that report more mistakes make fewer of them.",
                                       "Solar panels are a quarter of what a rooftop costs; paperwork is the rest.",
                                       "Interviews make managers confident without making them accurate.",
                                       "Methane escapes from a handful of broken valves nobody has noticed."};
  auto first = episode_of("tea-1", {5, 5, 5, 5, 5, 5});
  for (std::size_t n = 0; n < texts.size(); ++n)
    first.insights.push_back(insight_at(static_cast<int>(2 * n + 1), 4, texts[n]));
  auto second = episode_of("rail-1", {5});
  second.insights = {insight_at(1, 1, "Children learn to read sooner when somebody reads with them every evening.")};
  const auto found = card({first, second}, {{0}, {1}});
  EXPECT_EQ(found.brief.earlier, 1U);
  EXPECT_DOUBLE_EQ(found.brief.days[1], 1 / std::log2(3));
  EXPECT_DOUBLE_EQ(found.brief.worth, 5);
  EXPECT_DOUBLE_EQ(found.by_score.days[1], 1);
}

TEST_F(Case, WhatIsBelowTheFloorEntersNoBrief) {
  auto episode = episode_of("tea-1", {5});
  episode.insights = {insight_at(1, 0.2, coffee)};
  const auto found = card({episode}, {{0}});
  EXPECT_EQ(found.brief.picks, 0U);
  EXPECT_EQ(found.brief.ndcg5, 0);
}

}  // namespace
}  // namespace pith::evaluation
