#include "stages/insight/clause_edges.h"

#include <gtest/gtest.h>

namespace pith::insight {
namespace {

// The place of `word` among the words of `sentence`.
std::size_t place(const SpokenWords& words, std::string_view word) {
  std::size_t at = 0;
  while (at < words.size() && words[at].bare != word) ++at;
  return at;
}
bool belongs(std::string_view sentence, std::string_view next) {
  const auto words = split_spoken(sentence);
  return belongs_to_what_goes_before(words, place(words, next));
}
bool under(std::string_view sentence, std::size_t from) { return under_what_goes_before(split_spoken(sentence), from); }

TEST(BelongsToWhatGoesBefore, TheRestOfAList) {
  EXPECT_TRUE(belongs("We restrict our output to pos, neg, and neutral.", "neg"));
  EXPECT_FALSE(belongs("We restrict our output, and that is cheap.", "and"));
}

TEST(BelongsToWhatGoesBefore, WhatSomebodySays) {
  EXPECT_TRUE(belongs("If this was an injection, I'd tell you, \"Use a statement.\"", "use"));
}

TEST(BelongsToWhatGoesBefore, ASecondHalf) {
  EXPECT_TRUE(belongs("They keep adding more and more optimizations.", "and"));
  EXPECT_TRUE(belongs("The format allows you to fetch and look at a small part.", "and"));
  EXPECT_TRUE(belongs("We had problems, where people were not squash and merging things.", "and"));
}

TEST(BelongsToWhatGoesBefore, NothingThatStandsForItself) {
  EXPECT_FALSE(belongs("Small teams ship software and nobody waits.", "and"));
  EXPECT_FALSE(belongs("Small teams ship.", "missing"));
}

TEST(UnderWhatGoesBefore, WhatIsDeniedToBeAll) {
  EXPECT_TRUE(under("They're not just running parallel, and closed models are ahead.", 5));
  EXPECT_FALSE(under("They're not running parallel, and closed models are ahead.", 4));
}

TEST(UnderWhatGoesBefore, WhatOthersAreSaidToThink) {
  EXPECT_TRUE(under("You could argue that it is slow, but it is cheap.", 7));
  EXPECT_FALSE(under("I would argue that it is slow, but it is cheap.", 7));
}

TEST(UnderWhatGoesBefore, WhatIsSupposed) {
  EXPECT_TRUE(under("Imagine you run a bank, and you have two customers.", 5));
  EXPECT_FALSE(under("You can imagine a bank, and it has two customers.", 5));
}

TEST(BeginsLikeAPart, APartAlone) {
  EXPECT_TRUE(begins_like_a_part(split_spoken("that it's meant for novices")));
  EXPECT_TRUE(begins_like_a_part(split_spoken("isolated from changes to frameworks")));
  EXPECT_TRUE(begins_like_a_part(split_spoken("other than the fact that many exist")));
  EXPECT_TRUE(begins_like_a_part(split_spoken("only through the lens of needs")));
  EXPECT_TRUE(begins_like_a_part(split_spoken("has been a complaint")));
  EXPECT_TRUE(begins_like_a_part(split_spoken("imagine you have a target")));
}

TEST(BeginsLikeAPart, NoWholeClause) {
  EXPECT_FALSE(begins_like_a_part(split_spoken("that teams wait costs money")));
  EXPECT_FALSE(begins_like_a_part(split_spoken("only two of them shipped")));
  EXPECT_FALSE(begins_like_a_part(split_spoken("teams wait for a committee")));
}

}  // namespace
}  // namespace pith::insight
