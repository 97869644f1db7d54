#include "stages/insight/grammar.h"

#include <gtest/gtest.h>

namespace pith::insight {
namespace {

ClauseReading reading(std::string_view words) { return read_clause(split_spoken(words)); }
bool whole(std::string_view words) { return reading(words).whole; }

TEST(ReadClause, FindsASubjectWithItsVerb) {
  EXPECT_TRUE(whole("Small teams ship better software than large ones"));
  EXPECT_TRUE(whole("The compiler checks every type"));
  EXPECT_TRUE(whole("Our customers never noticed"));
  EXPECT_TRUE(whole("Making systems that are reliable is very difficult"));
  EXPECT_TRUE(whole("There's no test for that bug"));
}

TEST(ReadClause, WantsAVerb) {
  EXPECT_FALSE(whole("The work eight, play eight, sleep eight thing"));
  EXPECT_FALSE(whole("Answering the 2 AM calls"));
  EXPECT_FALSE(whole("5 to 10 people in the room"));
}

TEST(ReadClause, WantsTheVerbOfTheMainClause) {
  EXPECT_FALSE(whole("The day that we shipped"));
  EXPECT_FALSE(whole("The code we wrote"));
  EXPECT_FALSE(whole("All these other things that you always hear"));
  EXPECT_FALSE(whole("An ideal reality the organization is trying to reach"));
  EXPECT_TRUE(whole("The code we wrote is still running"));
  EXPECT_TRUE(whole("What matters is people"));
}

TEST(ReadClause, WantsTheMainClauseOfACondition) {
  EXPECT_FALSE(whole("If you change the files"));
  EXPECT_FALSE(whole("When you ship what you think is right"));
  EXPECT_FALSE(whole("If you ship all day, but you test nothing"));
  EXPECT_TRUE(whole("If you change the files, you have to publish them"));
}

TEST(ReadClause, WantsEveryClauseClosed) {
  EXPECT_FALSE(whole("We wrote the prompt, and then when the model came out"));
  EXPECT_FALSE(whole("The idea means that the function"));
  EXPECT_FALSE(whole("People know what"));
}

TEST(ReadClause, TakesNoSentenceThatEndsOpen) {
  EXPECT_FALSE(whole("The test was written in the"));
  EXPECT_FALSE(whole("We hope they will"));
}

TEST(ReadClause, TakesNoVerbWithoutItsSubject) {
  EXPECT_FALSE(whole("Is composed of microservices"));
  EXPECT_FALSE(whole("If you have a strict take, shouldn't be allowed"));
}

TEST(ReadClause, TakesNoQuestion) { EXPECT_FALSE(whole("How can I distribute these apps")); }

TEST(ReadClause, TellsANounFromAVerb) {
  EXPECT_FALSE(whole("The security updates of last year"));
  EXPECT_FALSE(whole("The code written by interns"));
}

TEST(ReadClause, SeesAnOrder) {
  EXPECT_TRUE(reading("Don't obsess about fundraising").imperative);
  EXPECT_TRUE(reading("Name the threat").imperative);
  EXPECT_FALSE(reading("Teams ship software").imperative);
}

TEST(ReadClause, SeesASubjectThatMeansSomethingSaidBefore) {
  EXPECT_TRUE(reading("Sometimes it is hard").leans);
  EXPECT_TRUE(reading("That's the right attitude").leans);
  EXPECT_FALSE(reading("If people want, they can read the code").leans);
  EXPECT_FALSE(reading("Teams change when they grow").leans);
}

TEST(ReadClause, OfNoWordsIsNothing) { EXPECT_FALSE(whole("")); }

}  // namespace
}  // namespace pith::insight
