#include "evaluation/baselines.h"

#include <algorithm>
#include <chrono>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace pith::evaluation {
namespace {

using std::chrono::seconds;

std::string sentence(std::string_view word, int times) {
  std::string text;
  for (int n = 0; n < times; ++n) text += (n == 0 ? "" : " ") + std::string(word);
  return text + ".";
}

// A cue a text, ten seconds each, all of one turn unless `speakers` says otherwise.
Transcript talk_of(const std::vector<std::string>& texts, const std::vector<int>& speakers = {}) {
  Transcript transcript;
  transcript.speakers = {"Ada", "Ben"};
  for (std::size_t n = 0; n < texts.size(); ++n) {
    const int at = static_cast<int>(n) * 10;
    transcript.cues.push_back(
        {seconds(at), seconds(at + 10), speakers.empty() ? 0 : speakers[n], CueKind::talk, texts[n]});
  }
  return transcript;
}

const Baseline& named(std::string_view name) { return *std::ranges::find(baselines(), name, &Baseline::name); }

TEST(WindowsOf, CutATurnWhereThereAreEnoughWords) {
  const auto talk = talk_of(
      {sentence("a", 20), sentence("b", 20), sentence("c", 45), sentence("d", 26), sentence("e", 24)}, {0, 0, 0, 0, 1});
  EXPECT_EQ(windows_of(talk), (std::vector<Window>{{0, 2}, {2, 1}, {3, 1}}));
}

TEST(WindowsOf, NeverCrossATurn) {
  const auto talk = talk_of({sentence("a", 20), sentence("b", 30), sentence("c", 30)}, {0, 1, 0});
  EXPECT_EQ(windows_of(talk), (std::vector<Window>{{1, 1}, {2, 1}}));
}

TEST(WindowsOf, AnEmptyTranscriptAreNone) { EXPECT_TRUE(windows_of({}).empty()); }

TEST(LexRank, PutsTheWindowFirstThatIsLikeMost) {
  const auto worths = named("LexRank").worths(
      {{"tea", "cup", "leaf"}, {"tea", "cup", "war"}, {"leaf", "tax", "tea"}, {"stone", "moss"}, {"rain", "wind"}}, 0);
  EXPECT_EQ(std::ranges::max_element(worths) - worths.begin(), 0);
  EXPECT_DOUBLE_EQ(worths[3], worths[4]);
}

TEST(LexRank, SharesOutAsMuchAsThereAreWindows) {
  const auto worths = named("LexRank").worths({{"tea", "cup"}, {"tea", "war"}, {"stone"}}, 0);
  double sum = 0;
  for (const auto worth : worths) sum += worth;
  EXPECT_NEAR(sum, 3, 1e-9);
}

TEST(SumOfTfIdf, CountsRareWordsMore) {
  const auto worths = named("sum of tf-idf").worths({{"the", "tea"}, {"the", "the"}, {"the", "war", "tax"}}, 0);
  EXPECT_GT(worths[2], worths[0]);
  EXPECT_DOUBLE_EQ(worths[1], 0);
}

TEST(AnswersOf, AreTheBestWindowsInTheirOwnWords) {
  std::vector<std::string> texts;
  for (int n = 0; n < 14; ++n) texts.push_back(sentence("word" + std::to_string(n), 40 + n));
  const auto answers = answers_of(named("sum of tf-idf"), talk_of(texts), "show-1");
  ASSERT_EQ(answers.size(), 10U);
  EXPECT_EQ(answers.front().text, texts.back());
  EXPECT_EQ(answers.front().evidence.front(), (std::pair{130.0, 140.0}));
  EXPECT_GT(answers.front().score.value(), answers.back().score.value());
}

TEST(RandomWindows, DependOnTheEpisodeAlone) {
  std::vector<std::string> texts;
  for (int n = 0; n < 30; ++n) texts.push_back(sentence("w" + std::to_string(n), 40));
  const auto talk = talk_of(texts);
  const auto texts_for = [&](std::string_view episode) {
    std::vector<std::string> chosen;
    for (const auto& answer : answers_of(named("random windows"), talk, episode)) chosen.push_back(answer.text);
    return chosen;
  };
  EXPECT_EQ(texts_for("show-1"), texts_for("show-1"));
  EXPECT_NE(texts_for("show-1"), texts_for("show-2"));
}

}  // namespace
}  // namespace pith::evaluation
