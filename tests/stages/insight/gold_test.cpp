#include "stages/insight/gold.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pith::insight {
namespace {

using testing::HasSubstr;

TEST(ReadCueTimes, TakesTheNumbersOfTheFile) {
  const auto times = read_cue_times(
      "WEBVTT\r\n\r\n1\n00:00:00.000 --> 00:00:05.000\n<v Ada>One.\n\n3\n00:10.000 --> 00:15.000\n<v Ada>Three.\n\n"
      "4\r\n01:00:15.000 --> 01:00:20.000\r\n<v Ada>Four.\r\n");
  ASSERT_EQ(times.size(), 3U);
  EXPECT_EQ(times.at(3), (std::pair{10.0, 15.0}));
  EXPECT_EQ(times.at(4).first, 3615.0);
}

TEST(ReadCueTimes, CountsCuesWithoutNumbers) {
  const auto times = read_cue_times("WEBVTT\n\n00:01.000 --> 00:02.000\nOne.\n\n00:02.000 --> 00:03.000\nTwo.\n");
  EXPECT_EQ(times.at(2), (std::pair{2.0, 3.0}));
}

std::string label_with(std::string_view insight) {
  return R"({"episode": "show-1", "insights": [)" + std::string(insight) + R"(], "ads": [], "chatter": [[4, 9]]})";
}

TEST(ReadGold, ReadsAnInsight) {
  const auto gold = read_gold(label_with(R"({"rank": 1, "score": 4, "key": 2, "evidence": [[1, 3]], "text": "t"})"));
  ASSERT_TRUE(gold.has_value()) << gold.error().message;
  EXPECT_EQ(gold->insights.front().evidence.front(), (CueRange{1, 3}));
  EXPECT_EQ(gold->chatter.front(), (CueRange{4, 9}));
}

TEST(ReadGold, SaysWhatIsWrongWithALabel) {
  const auto error_of = [](const std::string& bytes) {
    const auto gold = read_gold(bytes);
    return gold ? std::string("none") : gold.error().message;
  };
  EXPECT_THAT(error_of("["), HasSubstr("not JSON"));
  EXPECT_THAT(error_of("{}"), HasSubstr("no labelled episode"));
  EXPECT_THAT(error_of(label_with(R"({"rank": 1, "key": 2, "evidence": [[1, 3]]})")),
              HasSubstr("insight 1 has no \"score\""));
  EXPECT_THAT(error_of(label_with(R"({"score": 3, "evidence": [[1, 2000000000]]})")),
              HasSubstr("insight 1 has no \"evidence\""));
  EXPECT_THAT(error_of(label_with(R"({"score": 3, "evidence": [[5, 3]]})")),
              HasSubstr("insight 1 has no \"evidence\""));
}

TEST(ListedEpisodes, AreALineEach) {
  EXPECT_EQ(listed_episodes("a-1\nb-2\r\n\n"), (std::set<std::string, std::less<>>{"a-1", "b-2"}));
  EXPECT_TRUE(listed_episodes("").empty());
}

}  // namespace
}  // namespace pith::insight
