#include "stages/insight/passages.h"

#include <gtest/gtest.h>

#include "stages/insight/excerpt.h"
#include "talks.h"

namespace pith::insight {
namespace {

constexpr const char* ten_words = "Small teams ship faster because nobody has to ask first.";

Transcript long_talk(std::size_t cues) {
  auto transcript = talk_of({});
  for (std::size_t at = 0; at < cues; ++at)
    transcript.cues.push_back({std::chrono::seconds(at), std::chrono::seconds(at + 1), 0, CueKind::talk, ten_words});
  return transcript;
}

bool any(const Passage&) { return true; }

TEST(ChoosePassages, TakesTheBestAndKeepsTheOthersApart) {
  const auto transcript = long_talk(40);
  const auto talk = read_talk(transcript, *shipped_background());
  std::vector<float> scores(40, 1.1F);
  scores[20] = 5;
  const auto passages = choose_passages(talk, scores, {}, any);
  ASSERT_GE(passages.size(), 2U);
  EXPECT_LE(passages[0].first, 20U);
  EXPECT_GT(passages[0].end(), 20U);
  const auto& other = passages[1];
  EXPECT_TRUE(other.end() + 6 <= passages[0].first || passages[0].end() + 6 <= other.first);
}

TEST(ChoosePassages, NeverCrossesATurn) {
  auto transcript = long_talk(12);
  for (std::size_t at = 6; at < 12; ++at) transcript.cues[at].speaker = 1;
  const auto talk = read_talk(transcript, *shipped_background());
  const std::vector<float> scores(12, 2.0F);
  for (const auto& passage : choose_passages(talk, scores, {}, any))
    EXPECT_TRUE(passage.end() <= 6 || passage.first >= 6);
}

TEST(ChoosePassages, LeavesAdsAndChatterOut) {
  auto transcript = long_talk(10);
  transcript.cues[4].kind = CueKind::ad;
  transcript.cues[5].kind = CueKind::chatter;
  const auto talk = read_talk(transcript, *shipped_background());
  std::vector<float> scores(10, 2.0F);
  scores[4] = scores[5] = 50;
  const auto passages = choose_passages(talk, scores, {}, any);
  EXPECT_FALSE(passages.empty());
  for (const auto& passage : passages) EXPECT_TRUE(passage.end() <= 4 || passage.first >= 6);
}

TEST(ChoosePassages, StaysAwayFromTheEdgesOfAds) {
  auto transcript = long_talk(20);
  transcript.cues[9].kind = CueKind::ad;
  const auto talk = read_talk(transcript, *shipped_background());
  std::vector<float> scores(20, 2.0F);
  scores[8] = scores[10] = 50;
  const auto passages = choose_passages(talk, scores, {}, any);
  EXPECT_FALSE(passages.empty());
  for (const auto& passage : passages) EXPECT_TRUE(passage.end() <= 7 || passage.first >= 12);
}

TEST(ChoosePassages, GoesOnWhereOneIsRefused) {
  const auto transcript = long_talk(12);
  const auto talk = read_talk(transcript, *shipped_background());
  const std::vector<float> scores(12, 2.0F);
  int asked = 0;
  const auto passages = choose_passages(talk, scores, {}, [&](const Passage&) { return ++asked > 2; });
  EXPECT_FALSE(passages.empty());
}

TEST(Excerpt, StandsAloneWithinItsWords) {
  const auto transcript = talk_of({{0, "It was like that."},
                                   {0, "And small teams, you know, ship faster because nobody has to ask first."},
                                   {0, "They also hear about their mistakes on the same day, not in the next quarter."},
                                   {0, "That is the whole trick, and it costs nothing at all."}});
  const auto talk = read_talk(transcript, *shipped_background());
  const std::vector<float> scores(4, 1.0F);
  const auto excerpt = ExcerptMaker(talk, scores, shipped_sense()).excerpt({0, 4, 4});
  ASSERT_TRUE(excerpt.has_value());
  EXPECT_TRUE(excerpt->text.starts_with("Small teams ship faster because nobody has to ask first. They also"));
  EXPECT_EQ(excerpt->cues.front(), 1U);
}

TEST(Excerpt, BeginsWithASentenceThatLeansOnNothing) {
  const auto transcript = talk_of({{0, "Sometimes it works for a while and then it breaks again for them."},
                                   {0, "Hospitals waste half of their nurses' time on paper that nobody reads."},
                                   {0, "The nurses know it, and the managers know it too."},
                                   {0, "A form without a reader costs more than the form itself."}});
  const auto talk = read_talk(transcript, *shipped_background());
  const std::vector<float> scores(4, 1.0F);
  const auto excerpt = ExcerptMaker(talk, scores, shipped_sense()).excerpt({0, 4, 4});
  ASSERT_TRUE(excerpt.has_value());
  EXPECT_TRUE(excerpt->text.starts_with("Hospitals waste")) << excerpt->text;
  EXPECT_EQ(excerpt->headline, "A form without a reader costs more than the form itself");
}

TEST(Excerpt, LeavesOutACueTooLongToTidy) {
  std::string endless;
  for (int k = 0; k < 200; ++k) endless += "um and ";
  const auto transcript = talk_of({{0, endless.c_str()}, {0, ten_words}, {0, ten_words}, {0, ten_words}});
  const auto talk = read_talk(transcript, *shipped_background());
  const std::vector<float> scores(4, 1.0F);
  const auto excerpt = ExcerptMaker(talk, scores, shipped_sense()).excerpt({0, 4, 4});
  ASSERT_TRUE(excerpt.has_value());
  EXPECT_EQ(excerpt->cues, (std::vector<std::size_t>{1, 2, 3}));
}

TEST(Excerpt, IsNoneWhereEverySentenceDangles) {
  const auto transcript = talk_of({{0, "It went on like this for quite a while and nobody could say why it did."},
                                   {0, "They then tried it again with another one of them and it was the same."}});
  const auto talk = read_talk(transcript, *shipped_background());
  const std::vector<float> scores(2, 1.0F);
  EXPECT_FALSE(ExcerptMaker(talk, scores, shipped_sense()).excerpt({0, 2, 2}).has_value());
}

}  // namespace
}  // namespace pith::insight
