#include "stages/transcript/ad_model.h"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "stages/transcript/ad_windows.h"
#include "stages/transcript/ad_words.h"
#include "support/files.h"
#include "support/talk_of.h"

namespace pith::transcript {
namespace {

text::WordModel shipped_words() {
  static const auto bytes = test::read_file(test::in_repository("data/models/words-en.bin"));
  return text::WordModel::read(bytes).value();
}

std::string shipped_weights() { return test::read_file(test::in_repository("data/models/ads-en.txt")); }

float count_in(std::string_view text, AdCount kind) {
  return ad_counts_of(text, ad_words(text))[static_cast<std::size_t>(kind)];
}

std::vector<AdWindow> all_windows(const Transcript& transcript) {
  std::vector<AdWindow> all;
  each_ad_window(transcript, shipped_words(), [&](const AdWindow& window) { all.push_back(window); });
  return all;
}

TEST(AdWords, AreLowerCaseAndKnowTheirCapitals) {
  const auto words = ad_words("We\u2019ve got O'Neil's 2 Boxes-full.");
  std::vector<std::string> bases;
  for (const auto& word : words) bases.push_back(word.base);
  EXPECT_THAT(bases, testing::ElementsAre("we've", "got", "o'neil's", "2", "boxes", "full"));
  EXPECT_TRUE(words[2].capital);
  EXPECT_FALSE(words[1].capital);
}

TEST(AdCounts, TellWhoIsSpokenOfAndHow) {
  const std::string_view text = "Go and see how I lost my two keys, because you and Larkspur didn't look!";
  EXPECT_EQ(count_in(text, AdCount::first_person), 2);
  EXPECT_EQ(count_in(text, AdCount::you), 1);
  EXPECT_EQ(count_in(text, AdCount::imperative), 1);
  EXPECT_EQ(count_in(text, AdCount::number), 1);
  EXPECT_EQ(count_in(text, AdCount::contrast), 1);
  EXPECT_EQ(count_in(text, AdCount::comma), 1);
  EXPECT_EQ(count_in(text, AdCount::exclamation), 1);
  EXPECT_EQ(count_in(text, AdCount::capital), 1) << "Larkspur, not I";
}

TEST(AdWindows, BeginAtEachCueAndHoldSixtyWordsOrNineCues) {
  Transcript transcript = test::talk_of({"Ann: Well.", "Bo: It was a cold day and we walked all the way to the mill."});
  for (int n = 0; n < 20; ++n) transcript.cues.push_back(transcript.cues[1]);
  const auto windows = all_windows(transcript);
  ASSERT_EQ(windows.size(), transcript.cues.size());
  EXPECT_EQ(windows[0].first, 0U);
  EXPECT_EQ(windows[0].end, 6U) << "1 word and 5 times 13";
  EXPECT_EQ(windows[21].end, 22U);
  EXPECT_EQ(windows[0].features.size(), ad_feature_names(shipped_words().dimensions()).size());
}

TEST(AdWindows, OfNoTalkAreNone) { EXPECT_TRUE(all_windows(Transcript{}).empty()); }

TEST(AdWindows, StandWordsThatNoModelKnows) {
  const auto model = AdModel::parse(shipped_weights(), shipped_words()).value();
  const auto scores = model.scores(test::talk_of({"Ann: \u4eca\u65e5\u306f", "Bo: ...", "Ann: Xqzzy!"}));
  for (const auto score : scores) EXPECT_TRUE(std::isfinite(score));
}

TEST(AdModel, RefusesBytesThatAreNone) {
  EXPECT_EQ(AdModel::parse("", shipped_words()).error().kind, ErrorKind::corrupt);
  EXPECT_EQ(AdModel::parse("pithads1\nbias 1\n", shipped_words()).error().kind, ErrorKind::corrupt);
}

TEST(AdModel, RefusesWeightsOfOtherFeatures) {
  auto bytes = shipped_weights();
  const auto at = bytes.find("\nfiller ");
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(AdModel::parse(bytes.replace(at, 8, "\nbabble "), shipped_words()).error().kind, ErrorKind::corrupt);
}

TEST(AdModel, RefusesAWeightThatIsNoNumber) {
  auto bytes = shipped_weights();
  const auto at = bytes.find("\nfiller ");
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(AdModel::parse(bytes.insert(at + 8, "x"), shipped_words()).error().kind, ErrorKind::corrupt);
}

}  // namespace
}  // namespace pith::transcript
