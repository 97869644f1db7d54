#include "stages/insight/verbs.h"

#include <gtest/gtest.h>

namespace pith::insight {
namespace {

TEST(VerbForm, IsToldByTheEnding) {
  EXPECT_EQ(verb_form("ship"), VerbForm::base);
  EXPECT_EQ(verb_form("ships"), VerbForm::third_person);
  EXPECT_EQ(verb_form("shipped"), VerbForm::past);
  EXPECT_EQ(verb_form("shipping"), VerbForm::gerund);
  EXPECT_EQ(verb_form("carries"), VerbForm::third_person);
  EXPECT_EQ(verb_form("making"), VerbForm::gerund);
}

TEST(VerbForm, KnowsTheIrregular) {
  EXPECT_EQ(verb_form("wrote"), VerbForm::past);
  EXPECT_EQ(verb_form("written"), VerbForm::participle);
}

TEST(VerbForm, OfOtherWordsIsNone) {
  for (const auto* word : {"you", "things", "software", "is", "", "the", "during"})
    EXPECT_FALSE(verb_form(word).has_value()) << word;
}

TEST(IsNounToo, SeesNounsAmongVerbs) {
  EXPECT_TRUE(is_noun_too("test"));
  EXPECT_TRUE(is_noun_too("changes"));
  EXPECT_FALSE(is_noun_too("become"));
}

}  // namespace
}  // namespace pith::insight
