#include "stages/transcript/mark_features.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pith::transcript {
namespace {

using std::chrono::milliseconds;

Transcript sample() {
  Transcript transcript;
  transcript.speakers = {"Ann", "Bo"};
  transcript.cues = {
      {milliseconds{0}, milliseconds{4000}, 0, CueKind::talk, "Welcome back, it’s the Show!"},
      {milliseconds{4000}, milliseconds{70500}, 1, CueKind::talk, "Don't use 2 CACHES... [laughter] why?"},
      {milliseconds{70500}, milliseconds{300000}, 1, CueKind::talk, "Naïve words."}};
  return transcript;
}

// The same figures stand in tests/tools/train_marks_test.py: what is trained is what is used.
TEST(MarkFeatures, OfWordsAndPairsAreTheTrainers) {
  const auto features = mark_features(sample());
  EXPECT_THAT(features[0].units,
              testing::ElementsAre(13189, 22914, 38602, 45235, 46049, 50677, 78385, 106799, 111654, 118223, 121345));
  EXPECT_THAT(features[2].units, testing::ElementsAre(2097, 51734, 61852, 70629, 89687));
  EXPECT_EQ(features[1].units.size(), 13U);
  EXPECT_EQ(features[2].words.size(), 3U);
}

TEST(MarkFeatures, OfPlaceAndShapeAreTheTrainers) {
  const auto features = mark_features(sample());
  const std::vector<std::vector<float>> expected{
      {0.0F, 5.7071F, 0.0F, 1.9459F, 0.0F, 0.375F, 0, 1, 0, 0, 0, 0.2667F, 0.3333F, 1, 0, 0},
      {1.6094F, 5.6937F, 0.0133F, 2.0794F, 0.0F, 0.625F, 1, 0, 1, 1, 1, 0.2667F, 0.3333F, 1, 0, 0},
      {4.2697F, 5.4403F, 0.235F, 1.3863F, 0.6931F, 0.625F, 0, 0, 0, 0, 0, 0.2667F, 0.3333F, 0, 0, 0}};
  for (std::size_t n = 0; n < expected.size(); ++n)
    for (std::size_t k = 0; k < mark_dense; ++k)
      EXPECT_NEAR(features[n].dense[k], expected[n][k], 1e-4) << n << " " << k;
}

}  // namespace
}  // namespace pith::transcript
