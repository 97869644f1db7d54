#include "stages/insight/headline_clauses.h"

#include <algorithm>

#include <gtest/gtest.h>

namespace pith::insight {
namespace {

std::vector<std::string> clauses(std::string_view sentence) {
  const HeadlineSource source{.sentence = std::string(sentence), .score = 1};
  std::vector<std::string> made;
  for (const auto& clause : headline_clauses({&source, 1})) made.push_back(as_headline(clause.words));
  return made;
}
bool offers(const std::vector<std::string>& all, std::string_view wanted) {
  return std::ranges::find(all, wanted) != all.end();
}

TEST(HeadlineClauses, AreTheWholeClausesOfASentence) {
  const auto made = clauses("Small teams ship better software, because nobody waits for a committee.");
  EXPECT_TRUE(offers(made, "Small teams ship better software"));
  EXPECT_TRUE(offers(made, "Nobody waits for a committee"));
}

TEST(HeadlineClauses, HaveFourToTwelveWords) {
  EXPECT_TRUE(clauses("Tests fail.").empty());
  for (const auto& made : clauses("The customers of the platform got the whole gain of the change in the first year "
                                  "after the release of the new compiler."))
    EXPECT_LE(std::ranges::count(made, ' ') + 1, 12) << made;
}

TEST(HeadlineClauses, LeaveOutARemarkBetweenPauses) {
  EXPECT_TRUE(offers(clauses("The compiler, which is old, checks every type."), "The compiler checks every type"));
}

TEST(HeadlineClauses, NeverLeaveOutACondition) {
  for (const auto& made : clauses("If nobody reads the failures, the tests are worse than nothing."))
    EXPECT_TRUE(made.starts_with("If")) << made;
  for (const auto& made : clauses("The tests are worse than nothing, unless somebody reads the failures."))
    EXPECT_TRUE(made.ends_with("failures")) << made;
}

TEST(HeadlineClauses, NeverEndEarlyWhereSomethingIsDenied) {
  EXPECT_TRUE(
      clauses("The team never deploys the new version of the large platform in the last week of December.").empty());
}

TEST(HeadlineClauses, KeepWhatTheirClaimIsLimitedTo) {
  for (const auto& made : clauses("In the early days, the teams shipped every release by hand."))
    EXPECT_TRUE(made.starts_with("In the early days")) << made;
  for (const auto& made : clauses("You won't see big, shiny, new features land on the platform."))
    EXPECT_TRUE(made.starts_with("You won't")) << made;
}

TEST(HeadlineClauses, AreNotHalfOfTwoThings) {
  EXPECT_FALSE(offers(clauses("Doing this earlier not only gives you motivation, but it also gives you time."),
                      "Doing this earlier not only gives you motivation"));
  EXPECT_FALSE(
      offers(clauses("You want to put in as much information in your proposal as you can, because they read it."),
             "You want to put in as much information"));
}

TEST(HeadlineClauses, DoNotEndBeforeWhatTheirLastWordsNeed) {
  EXPECT_FALSE(offers(clauses("Generics enable writing more flexible and reusable code in every package."),
                      "Generics enable writing more flexible"));
  EXPECT_FALSE(offers(clauses("It doesn't have the kind of role that copyright, which is older, has for authors."),
                      "It doesn't have the kind of role that copyright"));
  EXPECT_FALSE(offers(clauses("If you're building Signal, that secure messaging app, they want to know everything."),
                      "If you're building Signal, that secure messaging app"));
}

TEST(HeadlineClauses, DoNotBeginWhereOnlyAWholeSentenceMay) {
  EXPECT_FALSE(offers(clauses("We keep it small, to not serve compromised code down to our visitors."),
                      "To not serve compromised code down to our visitors"));
  EXPECT_FALSE(offers(clauses("They make a video, where they walk through all the steps."),
                      "Where they walk through all the steps"));
  EXPECT_FALSE(offers(clauses("Small shops do it, but in enterprise is not going to do it most days."),
                      "In enterprise is not going to do it most days"));
  EXPECT_TRUE(
      offers(clauses("I think, in a free market, prices move every day."), "In a free market, prices move every day"));
}

TEST(HeadlineClauses, MayBeginAfterAPhraseThatLeadsAnyClaim) {
  EXPECT_TRUE(offers(clauses("For example, the team deploys every release by hand."),
                     "The team deploys every release by hand"));
}

TEST(HeadlineClauses, TakeNothingOthersAreSaidToThink) {
  for (const auto& made : clauses("People think that tests are slow, and nobody needs a second machine."))
    EXPECT_TRUE(made.starts_with("People think")) << made;
}

TEST(HeadlineClauses, TakeNothingFromAQuotationThatBeganBefore) {
  const HeadlineSource sources[] = {{.sentence = "The platform loses customers.\" The team keeps its tests.",
                                     .score = 1,
                                     .setting = {.quoted = true}}};
  const auto made = headline_clauses(sources);
  ASSERT_EQ(made.size(), 1U);
  EXPECT_EQ(as_headline(made.front().words), "The team keeps its tests");
}

TEST(HeadlineClauses, SayHowTheirSentenceGoesOn) {
  const HeadlineSource sources[] = {{"Money solves many problems, but the team had other problems.", 1}};
  for (const auto& made : headline_clauses(sources))
    EXPECT_EQ(made.next, as_headline(made.words) == "Money solves many problems" ? "but" : "")
        << as_headline(made.words);
}

TEST(HeadlineClauses, EndWithNoVerbThatStandsForAnother) {
  for (const auto& made : clauses("With the new models, the testers can't.")) FAIL() << made;
}

TEST(HeadlineClauses, BeginNotWithAMeasure) {
  for (const auto& made : clauses("To drop it so low is remarkable work."))
    EXPECT_FALSE(made.starts_with("Low")) << made;
}

TEST(HeadlineClauses, LeaveOutTheConnectiveBeforeThat) {
  EXPECT_TRUE(offers(clauses("And that lack of nuance allows teams to imagine anything."),
                     "That lack of nuance allows teams to imagine anything"));
}

TEST(HeadlineClauses, TakeNoQuestion) { EXPECT_TRUE(clauses("The team deploys on Fridays?").empty()); }

TEST(HeadlineClauses, TakeNoQuestionThatLostItsMark) {
  EXPECT_TRUE(clauses("Can I do something that helps them with their goals.").empty());
}

TEST(HeadlineClauses, TakeNothingThatSomebodyElseIsMadeToSay) {
  for (const auto& made : clauses("Some people say \"The tests are worse than nothing.\" The team keeps its tests."))
    EXPECT_EQ(made, "The team keeps its tests");
}

TEST(HeadlineClauses, TakeNothingThatBreaksOff) {
  for (const auto& made : clauses("The team deploys the -- every release of the platform has a manager."))
    EXPECT_EQ(made, "Every release of the platform has a manager");
}

TEST(HeadlineClauses, MarkThoseThatLean) {
  const HeadlineSource sources[] = {{"They deploy the platform on Fridays.", 1}, {"The team deploys on Fridays.", 1}};
  const auto made = headline_clauses(sources);
  ASSERT_EQ(made.size(), 2U);
  EXPECT_TRUE(made[0].leans);
  EXPECT_FALSE(made[1].leans);
}

TEST(HeadlineClauses, TakeASentenceThatGrammarCannotTellToBeWhole) {
  const HeadlineSource source{"Spend extra time thinking through the data structures.", 1};
  const auto made = headline_clauses({&source, 1});
  ASSERT_EQ(made.size(), 1U);
  EXPECT_EQ(as_headline(made[0].words), "Spend extra time thinking through the data structures");
  EXPECT_FALSE(made[0].whole);
}

TEST(HeadlineClauses, AreThePartsOnBothSidesOfADash) {
  const auto made = clauses("The team deploys on every Friday - the platform has no weekend.");
  EXPECT_TRUE(offers(made, "The team deploys on every Friday"));
  EXPECT_TRUE(offers(made, "The platform has no weekend"));
}

TEST(HeadlineClauses, AreWhatARuleSaysAndNotWhatAMythSays) {
  EXPECT_TRUE(offers(clauses("My strong recommendation for teams is that every release has a manager."),
                     "Every release has a manager"));
  for (const auto& made : clauses("The great myth of these teams is that every release has a manager."))
    EXPECT_FALSE(made.starts_with("Every")) << made;
}

TEST(HeadlineClauses, KeepAWordWithoutWhichTheArticleWouldBeWrong) {
  EXPECT_TRUE(
      offers(clauses("The release has a really exciting feature."), "The release has a really exciting feature"));
  EXPECT_TRUE(offers(clauses("The release has a really good feature."), "The release has a good feature"));
}

TEST(HeadlineClauses, MarkThoseThatSayNothing) {
  const HeadlineSource sources[] = {{"You have to think about something.", 1}, {"The platform loses customers.", 1}};
  const auto made = headline_clauses(sources);
  ASSERT_EQ(made.size(), 2U);
  EXPECT_TRUE(made[0].thin);
  EXPECT_FALSE(made[1].thin);
}

}  // namespace
}  // namespace pith::insight
