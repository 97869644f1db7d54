#include "stages/insight/quotes.h"

#include <gtest/gtest.h>

#include "support/talk_of.h"

namespace pith::insight {
namespace {

const Transcript talk = test::talk_of({
    "Ann: So I think the market is not going to wait for anybody who is late.",
    "Ben: Right.",
    "Ben: We measured it, and “latency” doubled every 15 minutes until we stopped it.",
    "Ben: Then we rolled it all back, which nobody had planned for at all.",
    "Ann: That is never a good feeling on a Friday afternoon in the office.",
});

std::string found(int cue, std::string text) {
  const auto quote = QuoteFinder(talk).find({cue, std::move(text)});
  return quote ? quote->text : "";
}

TEST(QuoteFinder, FindsTheSameWordsWhateverTheirCaseSpacesAndPunctuation) {
  EXPECT_EQ(found(2, "we measured it, and \"latency\"  DOUBLED"), "We measured it, and “latency” doubled");
}

TEST(QuoteFinder, TakesInTheNegationOfTheClauseHoweverFarBefore) {
  const auto far = test::talk_of(
      {"Ann: It was late. I would not say, as the investors like to say, that the product was ready for large banks.",
       "Ann: I did not ask, but the whole team was happy with what we had."});
  const QuoteFinder finder(far);
  EXPECT_EQ(finder.find({0, "that the product was ready for large banks"})->text,
            "not say, as the investors like to say, that the product was ready for large banks.");
  EXPECT_EQ(finder.find({1, "the whole team was happy with what we had"})->text,
            "the whole team was happy with what we had.");
}

TEST(QuoteFinder, GivesTimesAndSpeakerOfTheCuesItSpans) {
  const auto quote = QuoteFinder(talk).find({2, "until we stopped it. Then we rolled it all back"});
  ASSERT_TRUE(quote);
  EXPECT_EQ(quote->cues, (CueRange{2, 3}));
  EXPECT_EQ(quote->start, std::chrono::seconds(10));
  EXPECT_EQ(quote->end, std::chrono::seconds(20));
  EXPECT_EQ(quote->speaker, "Ben");
}

TEST(QuoteFinder, FindsFiveWordsUnderAnotherNumber) {
  const auto quote = QuoteFinder(talk).find({0, "which nobody had planned for"});
  ASSERT_TRUE(quote);
  EXPECT_EQ(quote->cues.first, 3);
  EXPECT_EQ(found(0, "Right."), "");
}

TEST(QuoteFinder, GivesTheTranscriptsOwnWordsForAQuoteThatIsNearlyRight) {
  EXPECT_EQ(found(3, "Then we rolled it all back, which nobody had plans for at all"),
            "Then we rolled it all back, which nobody had planned for at all.");
}

TEST(QuoteFinder, RefusesANearQuoteThatLostItsNot) {
  EXPECT_EQ(found(0, "So I think the market is going to wait for anybody who is late."), "");
  EXPECT_EQ(found(4, "That is a good feeling on a Friday afternoon in the office."), "");
}

TEST(QuoteFinder, RefusesANearQuoteWithAnotherNumber) {
  EXPECT_EQ(found(2, "We measured it, and latency doubled every 50 minutes until we stopped it."), "");
}

TEST(QuoteFinder, TakesANotWithItThatStandsRightBefore) {
  EXPECT_EQ(found(0, "going to wait for anybody"), "not going to wait for anybody");
}

TEST(QuoteFinder, RefusesWhatNobodySaid) {
  EXPECT_EQ(found(2, "and the truth is that everybody in this business already agrees with it"), "");
  EXPECT_EQ(found(2, ""), "");
  EXPECT_EQ(found(99, "We counted it twice"), "");
  EXPECT_EQ(found(-1, "We counted it twice"), "");
}

TEST(QuoteFinder, NeverQuotesOverTwoSpeakers) {
  EXPECT_EQ(found(3, "had planned for at all. That is never a good"), "");
}

TEST(QuoteFinder, NeverQuotesAnAd) {
  auto with_ad = talk;
  with_ad.cues[2].kind = CueKind::ad;
  EXPECT_FALSE(QuoteFinder(with_ad).find({2, "We measured it, and latency doubled"}));
}

}  // namespace
}  // namespace pith::insight
