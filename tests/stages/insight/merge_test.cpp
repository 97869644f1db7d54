#include "stages/insight/merge.h"

#include <gtest/gtest.h>

namespace pith::insight {
namespace {

Proven proven(std::string text, int importance, std::size_t window, CueRange cues) {
  Proven one;
  one.insight.text = std::move(text);
  one.insight.evidence.push_back({cues, {}, {}, "", ""});
  one.importance = importance;
  one.window = window;
  return one;
}

Insight by_builtin(double score, CueRange cues) {
  auto insight = proven("", 0, 0, cues).insight;
  insight.score = score;
  return insight;
}

const std::string alarms = "paging people only for alarms that matter lets the team sleep";
const std::string prices = "a price that rises every year teaches customers to look elsewhere";

TEST(Merge, PutsTheBestFirst) {
  const auto merged = merge({proven(alarms, 2, 0, {1, 2}), proven(prices, 5, 0, {8, 9})}, BuiltinOpinion({}), 10);
  ASSERT_EQ(merged.insights.size(), 2u);
  EXPECT_EQ(merged.insights[0].text, prices);
}

TEST(Merge, CollapsesTheSameWordsAndKeepsTheBetter) {
  const auto merged =
      merge({proven(alarms, 2, 0, {1, 2}), proven(alarms + " well", 5, 0, {8, 9})}, BuiltinOpinion({}), 10);
  ASSERT_EQ(merged.insights.size(), 1u);
  EXPECT_EQ(merged.insights[0].score, 5);
  EXPECT_EQ(merged.restatements, 1);
}

TEST(Merge, CollapsesTheSameEvidenceOnlyOverWindows) {
  EXPECT_EQ(merge({proven(alarms, 2, 0, {1, 2}), proven(prices, 5, 0, {1, 2})}, BuiltinOpinion({}), 10).restatements,
            0);
  EXPECT_EQ(merge({proven(alarms, 2, 0, {1, 2}), proven(prices, 5, 1, {2, 9})}, BuiltinOpinion({}), 10).restatements,
            1);
}

TEST(Merge, KeepsNoMoreThanItMay) {
  const auto merged = merge({proven(alarms, 2, 0, {1, 2}), proven(prices, 5, 0, {8, 9})}, BuiltinOpinion({}), 1);
  EXPECT_EQ(merged.insights.size(), 1u);
  EXPECT_EQ(merged.surplus, 1);
}

TEST(BuiltinOpinion, DrawsTheImportanceTowardsTheCalibratedScore) {
  const std::vector<Insight> found{by_builtin(4, {1, 3}), by_builtin(1, {20, 21})};
  const BuiltinOpinion opinion(found);
  const double liked = opinion.mixed(proven(alarms, 4, 0, {2, 2}));
  const double elsewhere = opinion.mixed(proven(alarms, 4, 0, {40, 40}));
  EXPECT_DOUBLE_EQ(liked, 4);
  EXPECT_LT(elsewhere, liked);
  EXPECT_GT(elsewhere, opinion.mixed(proven(alarms, 3, 0, {40, 40})));
}

}  // namespace
}  // namespace pith::insight
