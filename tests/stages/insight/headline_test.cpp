#include "stages/insight/headline.h"

#include <algorithm>
#include <initializer_list>

#include <gtest/gtest.h>

#include "talks.h"

namespace pith::insight {
namespace {

std::string headline(std::initializer_list<const char*> sentences) {
  std::vector<HeadlineSource> sources;
  for (const auto* sentence : sentences) sources.push_back({.sentence = sentence, .score = 1});
  const auto choices = headline_choices(sources, shipped_sense());
  return choices.empty() ? cut_headline(sources) : choices.front().headline;
}

TEST(Headline, IsAWholeShortSentenceAsItWasSaid) {
  EXPECT_EQ(headline({"Hospitals waste half of their nurses' time on paper."}),
            "Hospitals waste half of their nurses' time on paper");
}

TEST(Headline, LeavesOutWhatOnlyLeadsTheClaim) {
  EXPECT_EQ(headline({"I think that small teams ship better software than large ones."}),
            "Small teams ship better software than large ones");
}

TEST(Headline, IsTheClauseThatClaims) {
  EXPECT_EQ(headline({"I think that a test nobody believes is worse than no test, because it teaches people to ignore "
                      "alarms."}),
            "A test nobody believes is worse than no test");
}

TEST(Headline, PrefersWhatStandsAlone) {
  EXPECT_EQ(headline({"We did that with them.", "Hospitals waste half of their nurses' time on paper."}),
            "Hospitals waste half of their nurses' time on paper");
}

TEST(Headline, PrefersTheClaimToTheSpeakersOwnStory) {
  EXPECT_EQ(
      headline({"I moved to Berlin with my old database.", "A database without an owner loses its data in a year."}),
      "A database without an owner loses its data in a year");
}

TEST(Headline, IsNeverAClauseThatLostItsSubject) {
  const auto made =
      headline({"Which meant that our biggest changes, the dangerous ones that we had been proud of, were "
                "exactly those that no one had really reviewed."});
  EXPECT_FALSE(made.starts_with("Were")) << made;
}

TEST(Headline, TakesNoHalfOfAQuotation) {
  EXPECT_EQ(headline({"Developers will start saying \"Well, for this simple page I will build it entirely visually in "
                      "the browser.\"",
                      "The browser is a good tool for designers."}),
            "The browser is a good tool for designers");
}

TEST(Headline, HasAtMostTwelveWords) {
  const auto made =
      headline({"Patients who stopped when the timer said so and not when it hurt were doing twice as "
                "much after three months of it."});
  EXPECT_LE(std::ranges::count(made, ' ') + 1, 12) << made;
  EXPECT_FALSE(made.starts_with("Not")) << made;
}

TEST(CutHeadline, SaysWhereItWasCut) {
  const HeadlineSource sources[] = {
      {"Running every integration test of the whole company on each commit without asking anybody whether it still "
       "finds faults wastes money.",
       1}};
  const auto made = cut_headline(sources);
  EXPECT_TRUE(made.ends_with("\u2026")) << made;
  EXPECT_LE(std::ranges::count(made, ' ') + 1, 12);
}

TEST(CutHeadline, BeginsWithNoQuestionWhereThereIsAnotherSentence) {
  const HeadlineSource sources[] = {{"So what are the other things that need to happen before the release of it?", 3},
                                    {"Releases of the platform wait for the slowest of its many tests, always.", 1}};
  EXPECT_TRUE(cut_headline(sources).starts_with("Releases of the platform"));
}

TEST(Headline, GivesWayToAnotherClauseWhereItPointsBack) {
  EXPECT_EQ(
      headline({"It's a very powerful feature for situational awareness.", "A query shows every branch at once."}),
      "A query shows every branch at once");
}

}  // namespace
}  // namespace pith::insight
