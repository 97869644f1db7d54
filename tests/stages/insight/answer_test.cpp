#include "stages/insight/answer.h"

#include <gtest/gtest.h>

namespace pith::insight {
namespace {

const std::string one =
    R"({"headline": "A {claim}", "text": "Said \"so\".", "speaker": "Ann", "topics": ["x"], "importance": 4,)"
    R"( "quotes": [{"cue": 7, "text": "so"}]})";

std::size_t count(std::string_view content) {
  const auto answer = read_answer(content);
  return answer ? answer->drafts.size() : 99;
}

TEST(Answer, IsReadByTheSchema) {
  const auto answer = read_answer("{\"insights\": [" + one + "]}");
  ASSERT_TRUE(answer);
  const auto& draft = answer->drafts.at(0);
  EXPECT_EQ(draft.headline, "A {claim}");
  EXPECT_EQ(draft.importance, 4);
  EXPECT_EQ(draft.quotes.at(0).cue, 7);
  EXPECT_FALSE(answer->broken);
}

TEST(Answer, IsFoundInAFenceBetweenProseAfterThoughts) {
  EXPECT_EQ(count("<think>{maybe}</think>Here:\n```json\n{\"insights\": [" + one + "]}\n```\nBye!"), 1u);
}

TEST(Answer, MayBeOneBareObjectOrABareList) {
  EXPECT_EQ(count(one), 1u);
  EXPECT_EQ(count("[" + one + "," + one + "]"), 2u);
}

TEST(Answer, OfNoneIsAnAnswerButProseIsNot) {
  EXPECT_EQ(count(R"({"insights": []})"), 0u);
  EXPECT_EQ(count("{}"), 0u);
  EXPECT_EQ(count("Many interesting points."), 99u);
  EXPECT_EQ(count(""), 99u);
  EXPECT_EQ(count(R"({"answer": "none"})"), 99u);
}

TEST(Answer, ThatClaimsNothingIsNone) {
  EXPECT_EQ(count(R"({"insights": ["a", "b"]})"), 99u);
  EXPECT_EQ(count(R"({"insights": [{"importance": 3}, {}]})"), 99u);
  EXPECT_EQ(count(R"({"insights": null})"), 99u);
  EXPECT_EQ(count(R"({"insights": ["a", {"text": "b"}]})"), 1u);
}

TEST(Answer, ThatBreaksOffKeepsItsWholeInsights) {
  const auto whole = "{\"insights\": [" + one + ", " + one + "]}";
  const auto answer = read_answer(std::string_view(whole).substr(0, whole.size() - 20));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->drafts.size(), 1u);
  EXPECT_TRUE(answer->broken);
  EXPECT_EQ(count(std::string_view(whole).substr(0, 40)), 99u);
}

TEST(Answer, TakesNumbersThatAreWrittenAsText) {
  const auto answer = read_answer(
      R"({"insights": [{"headline": "a", "text": "b", "importance": "9", "quotes": [{"cue": "[12]", "text": "c"}, "d"]}]})");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->drafts[0].importance, 5);
  EXPECT_EQ(answer->drafts[0].quotes[0].cue, 12);
  EXPECT_EQ(answer->drafts[0].quotes[1].text, "d");
}

TEST(Answer, WithWrongTypesHasEmptyParts) {
  const auto answer = read_answer(R"({"insights": [{"headline": 3, "text": "b", "quotes": "x"}, 4, "y"]})");
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->drafts.size(), 1u);
  EXPECT_TRUE(answer->drafts[0].quotes.empty());
}

TEST(Answer, HasASchema) { EXPECT_EQ(answer_schema().at("type").text(), "object"); }

}  // namespace
}  // namespace pith::insight
