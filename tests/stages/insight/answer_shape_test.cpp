// Each form in which a model gives a right answer is read as the same answer in the form that was asked for.
#include "stages/insight/answer_shape.h"

#include <gtest/gtest.h>

#include "stages/insight/answer.h"

namespace pith::insight {
namespace {

const std::string quotes = R"([{"cue":7,"text":"so it was"}])";
const std::string one = R"({"headline":"A {claim}","text":"Said \"so\".","quotes":)" + quotes + "}";
const std::string two = R"({"headline":"B [2]","text":"More.","quotes":[{"cue":8,"text":"and more"}]})";
const std::string both = R"({"insights":[)" + one + "," + two + "]}";

std::string in_string(const std::string& json) { return json::write(json::Value(json)); }

// As the answer is read; "broken: " before what broke off; "failure".
std::string read(const std::string& content) {
  const auto answer = read_answer(content);
  return answer ? (answer->broken ? "broken: " : "") + answer->as_read : "failure";
}

TEST(AnswerShape, LeavesWhatIsInTheFormAskedForAsItIs) { EXPECT_EQ(read(both), both); }

TEST(AnswerShape, TakesPiecesOfJsonForOneAnswer) {
  EXPECT_EQ(read(one + "\n" + two), both) << "JSON Lines";
  EXPECT_EQ(read("1. " + one + "\n2. " + two), both);
  EXPECT_EQ(read("[{\"insights\":[" + one + "]},{\"insights\":[" + two + "]}]"), both);
  EXPECT_EQ(read("```json\n{\"insights\": []}\n```\nWait, better:\n```json\n" + both + "\n```"), both);
  EXPECT_EQ(read("```json\n{\"insights\":[" + one + "]}\n```\n```json\n{\"insights\":[" + two + "]}\n```"), both);
}

TEST(AnswerShape, TakesJsonWithinJson) {
  EXPECT_EQ(read(in_string(both)), both);
  EXPECT_EQ(read("{\"insights\":" + in_string("[" + one + "," + two + "]") + "}"), both);
  EXPECT_EQ(read("{\"result\":" + both + "}"), both);
}

TEST(AnswerShape, TakesAnObjectForAList) {
  EXPECT_EQ(read(R"({"insights":{"1":)" + one + R"(,"2":)" + two + "}}"), both);
  EXPECT_EQ(read(R"({"1":)" + one + R"(,"2":)" + two + "}"), both);
  EXPECT_EQ(read("{\"insights\":" + one + "}"), read(one));
}

TEST(AnswerShape, TakesOtherFormsOfQuotes) {
  const std::string head = R"({"headline":"A {claim}","text":"Said \"so\".",)";
  for (const auto* given :
       {R"("quotes":{"cue":7,"text":"so it was"}})", R"("quotes":{"1":{"cue":7,"text":"so it was"}}})",
        R"("evidence":[{"cue":7,"text":"so it was"}]})", R"("evidence":{"cue":7,"quote":"so it was"}})",
        R"("quotes":[{"cue":7,"quote":"so it was"}]})", R"("quotes":[{"id":7,"text":"so it was"}]})"})
    EXPECT_EQ(read(head + given), read(one)) << given;
}

TEST(AnswerShape, SaysOfNothingThatItBrokeOffWhereAllOfItIsRead) {
  EXPECT_EQ(read("{\"insights\":[" + one + "," + two + ",]}"), both);
  EXPECT_EQ(read("// here\n{\"insights\": [\n// first\n" + one + ",\n" + two + "]}"), both);
  EXPECT_EQ(read("As [7] and {so} say [and more]: " + both + " {That is all"), both);
}

TEST(AnswerShape, KeepsWhatIsWholeOfAnAnswerThatBrokeOffInAnyForm) {
  const auto kept = "broken: " + read(one);
  EXPECT_EQ(read(both.substr(0, both.size() - 9)), kept);
  EXPECT_EQ(read("[" + one + "," + two.substr(0, 30)), kept);
  EXPECT_EQ(read(one + "\n" + two.substr(0, 30)), kept);
  EXPECT_EQ(read("{\"insights\":{\"1\":" + one + ",\"2\":" + two.substr(0, 30)), kept);
  EXPECT_EQ(read("{\"insights\":[{\"headline\":\"a \"b\" c\",\"text\":\"d\"}," + one + "]}"), kept)
      << "a bare quote mark";
  EXPECT_EQ(read(both.substr(0, both.size() - 2)), "broken: " + both);
}

TEST(AnswerShape, TakesNoneForAnAnswerWhereverItIsSaid) {
  for (const auto* none : {"[]", " {} ", R"({"insights": {}})", R"({"insights": "[]"})", R"("{\"insights\": []}")",
                           R"([{"insights": []}, {"insights": []}])", "```json\n{\"insights\": []}\n```\nNone [yet]."})
    EXPECT_EQ(read(none), R"({"insights":[]})") << none;
}

TEST(AnswerShape, TakesNeitherProseNorOtherJsonForNone) {
  for (const auto* prose :
       {"- [ ] Ask Ann\n- [] Ask Ben", R"({"insights": "Many things."})", R"({"insights": [], "more": [{"headline)",
        R"({"insights": [{"headline": "a", "topics": [], "quotes": [{}]})", R"(["a", {}])", "\"Nothing.\"", "[[]]",
        R"(<think>Perhaps {"insights": []}, or not)",
        R"({"insights": [{"quotes": [{"cue": 1, "text": "so it was"}]}]})"})
    EXPECT_EQ(read(prose), "failure") << prose;
}

TEST(AnswerShape, KeepsThePlacesOfAListWhichARepairGoesBy) {
  EXPECT_EQ(read_answer("{\"insights\":[{}," + one + "]}")->drafts.size(), 2u);
}

TEST(AnswerShape, IsReadQuicklyHoweverDeepItsBracketsAre) {
  std::string deep;
  for (int n = 0; n < 300'000; ++n) deep += "[{\"a\":";
  EXPECT_EQ(read(deep), "failure");
}

}  // namespace
}  // namespace pith::insight
