#include <algorithm>
#include <cmath>

#include <gtest/gtest.h>

#include "stages/insight/dense.h"
#include "stages/insight/feature_rows.h"
#include "stages/insight/running_sums.h"
#include "talks.h"

namespace pith::insight {
namespace {

class Features : public testing::Test {
 protected:
  float value(const Transcript& transcript, std::size_t cue, std::string_view name) const {
    const auto talk = read_talk(transcript, *background_);
    const auto& names = dense_names();
    const auto place = std::ranges::find(names, name) - names.begin();
    return std::expm1(dense_features(talk).row(cue)[static_cast<std::size_t>(place)]);
  }
  std::shared_ptr<const Background> background_ = shipped_background();
  Transcript talk_ = talk_of({{0, "What did you learn?"},
                              {1, "People think it is fast, but it is not."},
                              {1, "I measured 3 of 40 builds."},
                              {0, "That's a great point about builds."}});
};

TEST_F(Features, CountKindsOfWords) {
  EXPECT_NEAR(value(talk_, 1, "contrast"), 1, 1e-4);
  EXPECT_NEAR(value(talk_, 1, "negation"), 1, 1e-4);
  EXPECT_NEAR(value(talk_, 0, "contrast"), 0, 1e-4);
  EXPECT_NEAR(value(talk_, 2, "digits"), 2, 1e-4);
}

TEST_F(Features, KnowThePlaceInTheTurn) {
  EXPECT_NEAR(value(talk_, 1, "into_turn"), 0, 1e-4);
  EXPECT_NEAR(value(talk_, 2, "into_turn"), 1, 1e-4);
  EXPECT_NEAR(value(talk_, 2, "turn_cues"), 2, 1e-4);
}

TEST_F(Features, SeeTheQuestionBeforeAndTheAnswerAfter) {
  EXPECT_NEAR(value(talk_, 1, "asked_before"), 1, 1e-4);
  EXPECT_NEAR(value(talk_, 1, "next_praise"), 2, 1e-4);
  EXPECT_NEAR(value(talk_, 3, "next_praise"), 0, 1e-4);
  EXPECT_GT(value(talk_, 2, "next_echo"), 0);
}

TEST_F(Features, KnowTheSpeakersShareOfTheTalk) {
  EXPECT_NEAR(value(talk_, 0, "speaker_questions"), 0.5, 1e-4);
  EXPECT_NEAR(value(talk_, 0, "speaker_share") + value(talk_, 1, "speaker_share"), 1, 1e-4);
}

TEST_F(Features, AreNumbersForACueWithoutWords) {
  const auto odd = talk_of({{-1, "..."}, {-1, "\u3042\u3044"}});
  const auto talk = read_talk(odd, *background_);
  const auto rows = dense_features(talk);
  for (std::size_t cue = 0; cue < rows.rows(); ++cue)
    for (const auto number : rows.row(cue)) EXPECT_TRUE(std::isfinite(number));
}

TEST_F(Features, PrintALineACue) {
  const auto rows = feature_rows(talk_, *background_);
  EXPECT_EQ(std::ranges::count(rows, '\n'), 5);
  EXPECT_TRUE(rows.starts_with("cue\tstart\tend\tkind\tspeaker\twords\tcontrast\t"));
  EXPECT_TRUE(rows.contains("\n1\t5.000\t10.000\ttalk\t1\tpeople think it is fast but it is not\t"));
}

TEST(RunningSums, AverageTheRowsThatAreThere) {
  Matrix values(3, 1);
  for (std::size_t row = 0; row < 3; ++row) values.row(row)[0] = static_cast<float>(row + 1);
  const RunningSums sums(values);
  float mean = -1;
  sums.mean(0, -1, 1, {&mean, 1});
  EXPECT_EQ(mean, 1.5F);
  sums.mean(2, 1, 3, {&mean, 1});
  EXPECT_EQ(mean, 0);
}

}  // namespace
}  // namespace pith::insight
