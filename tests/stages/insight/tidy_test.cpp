#include "stages/insight/tidy.h"

#include <gtest/gtest.h>

namespace pith::insight {
namespace {

TEST(Tidy, TakesFillersThatPausesSetOff) {
  EXPECT_EQ(tidy_sentence("We, you know, ship on Fridays."), "We ship on Fridays.");
  EXPECT_EQ(tidy_sentence("I mean, we, um, ship on Fridays."), "We ship on Fridays.");
  EXPECT_EQ(tidy_sentence("We ship on Fridays, right?"), "We ship on Fridays.");
  EXPECT_EQ(tidy_sentence("So what do we ship, you know?"), "So what do we ship?");
}

TEST(Tidy, KeepsTheCommaOfAListAroundAFiller) {
  EXPECT_EQ(tidy_sentence("Tests, um, builds, and deploys."), "Tests, builds, and deploys.");
  EXPECT_EQ(tidy_sentence("I use, um, my own, um, server."), "I use, my own server.");
}

TEST(Tidy, TakesAFewWordsThatBreakOff) {
  EXPECT_EQ(tidy_sentence("That's -- I'm not the first to say it."), "I'm not the first to say it.");
  EXPECT_EQ(tidy_sentence("Actually, what did we -- we measured the hardware."), "Actually, we measured the hardware.");
}

TEST(Tidy, KeepsWhatBreaksOffOnlyAfterMuchWasSaid) {
  const auto made = tidy_sentence("The largest customers of the old platform -- they never moved.");
  EXPECT_TRUE(made.starts_with("The largest customers")) << made;
}

TEST(Tidy, TakesAHedgeThatOpensASentence) {
  EXPECT_EQ(tidy_sentence("Kind of going back, the cache was stale."), "Going back, the cache was stale.");
  EXPECT_EQ(tidy_sentence("Kind of a tax."), "Kind of a tax.");
}

TEST(Tidy, KeepsWordsThatOnlyLookLikeFillers) {
  EXPECT_EQ(tidy_sentence("Do you know what it costs?"), "Do you know what it costs?");
  EXPECT_EQ(tidy_sentence("It is a kind of tax."), "It is a kind of tax.");
  EXPECT_EQ(tidy_sentence("Teams like that ship."), "Teams like that ship.");
}

TEST(Tidy, KeepsWhatSaysSomethingWhereNoPauseSetsItOff) {
  EXPECT_EQ(tidy_sentence("If you will look at the cost, it is low."), "If you will look at the cost, it is low.");
  EXPECT_EQ(tidy_sentence("The answer is, I don't know."), "The answer is, I don't know.");
  EXPECT_EQ(tidy_sentence("A cache, if you will, is a copy."), "A cache is a copy.");
}

TEST(Tidy, WritesAPauseOnce) {
  EXPECT_EQ(tidy_sentence("It is,, in the end, a cache."), "It is, in the end, a cache.");
  EXPECT_EQ(tidy_sentence("The team [laughs] , in the end, ships."), "The team, in the end, ships.");
}

TEST(Tidy, AddsNoFullStopToAnAbbreviation) { EXPECT_EQ(tidy_sentence("We ship to the U.S."), "We ship to the U.S."); }

TEST(LostWords, AreWhatTheTranscriptCouldNotHear) {
  EXPECT_TRUE(lost_words("So the cache [unintelligible 00:12:03.04] twice."));
  EXPECT_TRUE(lost_words("[Inaudible] it failed."));
  EXPECT_FALSE(lost_words("It failed [laughs] twice."));
}

TEST(Tidy, TakesHedgesBeforeWhatTheyHedge) {
  EXPECT_EQ(tidy_sentence("It is sort of broken."), "It is broken.");
  EXPECT_EQ(tidy_sentence("It is kind of like broken."), "It is broken.");
}

TEST(Tidy, TakesTheFirstOfDoubledWords) {
  EXPECT_EQ(tidy_sentence("The the cache is- is stale."), "The cache is stale.");
  EXPECT_EQ(tidy_sentence("It was, it was late."), "It was late.");
  EXPECT_EQ(tidy_sentence("It was very, very late."), "It was very, very late.");
}

TEST(Tidy, KeepsAListThatNamesAThingTwice) {
  EXPECT_EQ(tidy_sentence("There is edit order, order canceled, and order paid."),
            "There is edit order, order canceled, and order paid.");
  EXPECT_EQ(tidy_sentence("Keep the main thing the main thing."), "Keep the main thing the main thing.");
  EXPECT_EQ(tidy_sentence("If it solves your problem, it solves your problem."),
            "If it solves your problem, it solves your problem.");
  EXPECT_EQ(tidy_sentence("Work like \"Go build a calendar\", a calendar does much."),
            "Work like \"Go build a calendar\", a calendar does much.");
}

TEST(Tidy, KeepsWhatSomebodyKnows) {
  EXPECT_EQ(tidy_sentence("If it is short, you know you're in a good codebase."),
            "If it is short, you know you're in a good codebase.");
}

TEST(Tidy, TakesALongFillerWhole) {
  EXPECT_EQ(tidy_sentence("I had a bunch of money, you know what I mean?"), "I had a bunch of money.");
}

TEST(Tidy, TakesCutOffWords) { EXPECT_EQ(tidy_sentence("We sh- ship it."), "We ship it."); }

TEST(Tidy, TakesStageDirections) {
  EXPECT_EQ(tidy_sentence("It failed [laughs] twice."), "It failed twice.");
  EXPECT_EQ(tidy_sentence("[applause 00:12:03.04] it failed."), "It failed.");
}

TEST(Tidy, WritesSpokenContractionsOut) { EXPECT_EQ(tidy_sentence("We're gonna ship."), "We're going to ship."); }

TEST(Tidy, EndsAnOpenSentence) { EXPECT_EQ(tidy_sentence("and that is why -"), "And that is why."); }

TEST(Tidy, KeepsTheMarkThatEndedATakenTag) { EXPECT_EQ(tidy_sentence("It works, you know."), "It works."); }

TEST(Tidy, DecodesWhatWasEncodedTwice) { EXPECT_EQ(tidy_sentence("That&#39;s R&D."), "That's R&D."); }

TEST(Tidy, TakesTheFirstOfANameSaidTwice) {
  EXPECT_EQ(tidy_sentence("We asked Sanyo Denki, Sanyo Denki, for a fan."), "We asked Sanyo Denki, for a fan.");
}

TEST(Tidy, TakesTheMarksOfMarkdown) { EXPECT_EQ(tidy_sentence("It is C\\# and my\\_name."), "It is C# and my_name."); }

TEST(Tidy, OfAssentAloneNothingIsLeft) {
  EXPECT_EQ(tidy_sentence("Yeah."), "");
  EXPECT_EQ(tidy_sentence("Oh, right. Exactly!"), "");
  EXPECT_EQ(tidy_sentence("No."), "No.");
}

TEST(Tidy, OfFillersAloneNothingIsLeft) {
  EXPECT_EQ(tidy_sentence("Um, uh."), "");
  EXPECT_EQ(tidy_sentence(""), "");
}

TEST(WithoutLead, TakesConnectivesOneAfterTheOther) {
  EXPECT_EQ(without_lead("Yeah, and so the cache was stale."), "The cache was stale.");
  EXPECT_EQ(without_lead("Anyways, the cache was stale."), "The cache was stale.");
}

TEST(WithoutLead, TakesTheThenOfAStory) {
  EXPECT_EQ(without_lead("And then we picked another licence."), "We picked another licence.");
  EXPECT_EQ(without_lead("Also, the cache was stale."), "The cache was stale.");
  EXPECT_EQ(without_lead("Then prices fell."), "Then prices fell.");
}

TEST(WithoutLead, KeepsAConnectiveThatBelongsToWhatFollows) {
  EXPECT_EQ(without_lead("So far nobody noticed."), "So far nobody noticed.");
  EXPECT_EQ(without_lead("Because of the cache it failed."), "Because of the cache it failed.");
  EXPECT_EQ(without_lead("No test caught it."), "No test caught it.");
}

TEST(BalancedQuotes, LoseMarksWithoutAPartner) {
  EXPECT_EQ(with_balanced_quotes("Check it out!\" That was it."), "Check it out! That was it.");
  EXPECT_EQ(with_balanced_quotes("He said \"Stop. And so on."), "He said Stop. And so on.");
  EXPECT_EQ(with_balanced_quotes("He said \"Stop.\" And so on."), "He said \"Stop.\" And so on.");
}

TEST(BalancedQuotes, CloseWhatGoesOnInWhatIsLeftOut) {
  EXPECT_EQ(with_balanced_quotes("He said \"Stop. We have no money.", true), "He said \"Stop. We have no money.\"");
}

TEST(Tidy, TakesAStartThatIsSaidAnew) {
  EXPECT_EQ(tidy_sentence("The thing is, the free market -- free market dust is no cure."),
            "The thing is, the free market dust is no cure.");
  EXPECT_EQ(tidy_sentence("A lot of people are just -- people I talked with, they're just really unhappy."),
            "A lot of people I talked with, they're just really unhappy.");
}

TEST(Tidy, TakesAStartThatComesToNothing) {
  EXPECT_EQ(tidy_sentence("Also for our -- I understand nobody reads the documentation."),
            "I understand nobody reads the documentation.");
}

TEST(Tidy, KeepsAStartThatSomethingBehindTheDashNeeds) {
  for (const auto* said :
       {"The contents of that error are not really -- it's not really where the value is.",
        "When somebody passes something in -- they pass in a string.",
        "We like the market -- the market is good to us.", "It's not like -- you can get there through chance.",
        "The fairytale we've told ourselves about -- and maybe it's gotten less true over time."})
    EXPECT_TRUE(tidy_sentence(said).contains("--")) << said;
}

TEST(Tidy, LeavesNothingOfAConnectiveAlone) { EXPECT_EQ(tidy_sentence("So..."), ""); }

TEST(Lead, IsTakenWithThenBeforeASentence) {
  EXPECT_EQ(without_lead("Then the next release breaks the client."), "The next release breaks the client.");
  EXPECT_EQ(without_lead("Then whatever breaks is fixed."), "Whatever breaks is fixed.");
}

TEST(AsPrinted, HasLongDashes) {
  EXPECT_EQ(as_printed("The Canon - you need a battery -- it costs little.", 3),
            "The Canon \u2014 you need a battery \u2014 it costs little.");
}

TEST(AsPrinted, EndsWhereASentenceOnlyTrailsOff) {
  EXPECT_EQ(as_printed("We sell them a contract, so...", 3), "We sell them a contract.");
  EXPECT_EQ(as_printed("We sell them a contract...", 3), "We sell them a contract.");
  EXPECT_EQ(as_printed("We sell them a contract. And...", 3), "We sell them a contract.");
}

TEST(AsPrinted, KeepsWhatShowsThatASentenceBreaksOff) {
  EXPECT_EQ(as_printed("We sell them a contract which is...", 3), "We sell them a contract which is...");
}

TEST(AsPrinted, KeepsAWordWhereNoneIsToSpare) {
  EXPECT_EQ(as_printed("We sell contracts, so...", 4), "We sell contracts, so...");
}

}  // namespace
}  // namespace pith::insight
