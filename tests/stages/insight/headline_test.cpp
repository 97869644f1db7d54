#include "stages/insight/headline.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "support/files.h"

namespace pith::insight {
namespace {

std::string headline(std::string_view sentence) {
  static const auto background =
      Background::parse(test::read_file(test::in_repository("data/models/talk-en.bin"))).value();
  const HeadlineSource source{.sentence = std::string(sentence), .score = 1};
  return headline_of({&source, 1}, *background);
}

TEST(Headline, IsAWholeShortSentenceAsItWasSaid) {
  EXPECT_EQ(headline("The customers got the whole gain, and most of them never noticed."),
            "The customers got the whole gain, and most of them never noticed");
}

TEST(Headline, LeavesOutWhatOnlyLeadsTheClaim) {
  EXPECT_EQ(headline("I think that small teams ship better software than large ones."),
            "Small teams ship better software than large ones");
}

TEST(Headline, IsNeverAClauseThatLostItsSubject) {
  const auto made = headline(
      "Which meant that our biggest changes, the dangerous ones that we had been proud of, were exactly those that no "
      "one "
      "had really reviewed.");
  EXPECT_FALSE(made.starts_with("Were")) << made;
}

TEST(Headline, HasAtMostTwelveWords) {
  const auto made = headline(
      "Patients who stopped when the timer said so and not when it hurt were doing twice as much after three months of "
      "it.");
  EXPECT_LE(std::count(made.begin(), made.end(), ' ') + 1, 12) << made;
  EXPECT_FALSE(made.starts_with("Not")) << made;
}

}  // namespace
}  // namespace pith::insight
