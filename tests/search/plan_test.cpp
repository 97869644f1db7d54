#include "search/plan.h"

#include <gtest/gtest.h>

namespace pith::search {
namespace {

double telling(std::string_view word) { return word == "the" || word == "of" ? 0.3 : static_cast<double>(word.size()); }

std::vector<std::string> words(const std::vector<store::Term>& terms) {
  std::vector<std::string> found;
  for (const auto& term : terms) found.push_back(term.forms.front());
  return found;
}

using Texts = std::vector<std::string>;

TEST(Plan, LeavesOutWhatEverybodySaysWhereOtherWordsAreAskedFor) {
  EXPECT_EQ(words(plan(parse("the cost of heating"), telling).all.wanted), (Texts{"heating", "cost"}));
  EXPECT_EQ(words(plan(parse("the of"), telling).all.wanted), (Texts{"the", "of"}));
}

TEST(Plan, NeedsPhrasesAndRefusesInEveryWay) {
  const auto made = plan(parse("heat \"of the city\" -gas"), telling);
  for (const auto* words_ : {&made.all, &made.any, &made.talk}) {
    EXPECT_EQ(words(words_->needed), Texts{"of the city"});
    EXPECT_EQ(words(words_->refused), Texts{"gas"});
    EXPECT_EQ(words(words_->wanted), Texts{"heat"});
  }
}

TEST(Plan, LooksForTheMostTellingWordsOfALongText) {
  std::string text;
  for (int n = 1; n <= 30; ++n) text += std::string(static_cast<std::size_t>(n), 'x') + " ";
  const auto made = plan(parse(text), telling);
  EXPECT_TRUE(made.all.wanted.empty());
  EXPECT_EQ(made.any.wanted.size(), 24u);
  EXPECT_EQ(made.any.telling, std::vector(made.any.wanted.begin(), made.any.wanted.begin() + 10));
  EXPECT_EQ(made.talk.wanted.size(), 6u);
  EXPECT_EQ(made.talk.wanted.front().forms.front().size(), 30u);
}

TEST(Plan, LooksIntoTheTalkAroundForManyWordsOnly) {
  EXPECT_FALSE(plan(parse("heat pumps work"), telling).any.around);
  EXPECT_TRUE(plan(parse("heat pumps work outside"), telling).any.around);
  EXPECT_FALSE(plan(parse("heat pumps work outside"), telling).all.around);
}

TEST(Plan, CountsAWordOnce) { EXPECT_EQ(plan(parse("heat heat HEAT"), telling).all.wanted.size(), 1u); }

}  // namespace
}  // namespace pith::search
