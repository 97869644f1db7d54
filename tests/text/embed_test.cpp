#include "text/embed.h"

#include <algorithm>
#include <string>

#include <gtest/gtest.h>

#include "support/files.h"

namespace pith::text {
namespace {

class BuiltIn : public ::testing::Test {
 protected:
  Vector vector_of(std::string_view text) const { return vector_of(Passage{{text, 1}}); }
  Vector vector_of(const Passage& passage) const { return embedder_.embed({&passage, 1}).value().front(); }
  double near(std::string_view a, std::string_view b) const { return dot(vector_of(a), vector_of(b)); }

  std::string bytes_ = test::read_file(test::in_repository("data/models/words-en.bin"));
  WordModel model_ = WordModel::read(bytes_).value();
  WordVectorEmbedder embedder_{model_};
};

TEST_F(BuiltIn, GivesVectorsOfLengthOne) {
  const auto vector = vector_of("Small teams ship faster than large ones.");
  EXPECT_EQ(vector.size(), embedder_.dimensions());
  EXPECT_NEAR(dot(vector, vector), 1, 1e-4);
}

TEST_F(BuiltIn, PutsAParaphraseNearerThanAnotherSubject) {
  const auto claim = "Startups should raise venture capital only when growth needs it.";
  EXPECT_GT(near(claim, "A founder ought to take investors' money just for expanding."),
            near(claim, "The hippocampus stores memories while we sleep."));
}

TEST_F(BuiltIn, DoesNotCountWhatAllTextsShare) {
  EXPECT_LT(near("And so that is what I think about it, you know.", "Sleep repairs the memory of rats."), 0.3);
}

TEST_F(BuiltIn, IgnoresCaseAndPossessives) {
  EXPECT_NEAR(near("The Company's servers", "the company servers"), 1, 1e-4);
}

TEST_F(BuiltIn, CountsAHeavyFieldMore) {
  const Passage heavy{{"databases", 5}, {"children", 1}};
  const Passage light{{"databases", 1}, {"children", 5}};
  EXPECT_GT(dot(vector_of(heavy), vector_of("databases")), dot(vector_of(light), vector_of("databases")));
}

TEST_F(BuiltIn, GivesZerosWhereNoWordIsKnown) {
  const auto vector = vector_of("zzxqy 12345678901");
  EXPECT_TRUE(std::ranges::all_of(vector, [](float component) { return component == 0; }));
}

TEST_F(BuiltIn, KeepsTheOrderOfThePassages) {
  const std::vector<Passage> passages{{{"databases", 1}}, {{"children", 1}}};
  const auto vectors = embedder_.embed(passages).value();
  ASSERT_EQ(vectors.size(), 2U);
  EXPECT_EQ(vectors[1], vector_of("children"));
}

}  // namespace
}  // namespace pith::text
