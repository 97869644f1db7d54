#include "text/word_model.h"

#include <string>

#include <gtest/gtest.h>

#include "support/files.h"
#include "text/telling.h"

namespace pith::text {
namespace {

class Model : public ::testing::Test {
 protected:
  std::string bytes_ = test::read_file(test::in_repository("data/models/words-en.bin"));
  WordModel model_ = WordModel::read(bytes_).value();
};

TEST_F(Model, FitsItsBudget) { EXPECT_LT(bytes_.size(), 12'000'000U); }

TEST_F(Model, KnowsCommonWordsAndNotInventedOnes) {
  ASSERT_TRUE(model_.find("software"));
  EXPECT_EQ(model_.find("software")->components.size(), model_.dimensions());
  EXPECT_FALSE(model_.find("softwarn"));
  EXPECT_FALSE(model_.find(""));
}

TEST_F(Model, WeighsRareWordsAboveCommonOnes) {
  EXPECT_LT(model_.find("the")->weight, 0.1F);
  EXPECT_GT(model_.find("postgres")->weight, 0.9F);
}

TEST_F(Model, FindsStemsMoreTellingTheFewerPassagesHoldThem) {
  EXPECT_LT(model_.idf("the"), 1);
  EXPECT_LT(model_.idf("peopl"), model_.idf("kubernet"));
  EXPECT_GE(model_.idf("no such stem"), model_.idf("kubernet"));
}

TEST_F(Model, TellsNothingByWordsThatEverybodySays) {
  for (const auto* words : {"the", "The People", "what I think", "time to work", ""})
    EXPECT_EQ(telling(model_, words), 0) << words;
  for (const auto* words : {"heat pumps", "how to hire", "AI", "Kubernetes", "Стройка"})
    EXPECT_EQ(telling(model_, words), 1) << words;
  EXPECT_GT(telling(model_, "code"), 0.3);
  EXPECT_LT(telling(model_, "new code"), 0.6);
}

TEST_F(Model, RefusesAFileCutShort) {
  for (std::size_t size : {0U, 7U, 20U, 4000U, 1'000'000U}) {
    const auto read = WordModel::read(std::string_view(bytes_).substr(0, size));
    ASSERT_FALSE(read) << size;
    EXPECT_EQ(read.error().kind, ErrorKind::corrupt);
  }
}

TEST_F(Model, RefusesAFileWithBytesLeftOver) { EXPECT_FALSE(WordModel::read(bytes_ + "x")); }

TEST(BaseForm, IsTheWordWithoutItsPossessive) {
  EXPECT_EQ(base_form("podcast's"), "podcast");
  EXPECT_EQ(base_form("don't"), "don't");
  EXPECT_EQ(base_form("cats"), "cats");
}

}  // namespace
}  // namespace pith::text
