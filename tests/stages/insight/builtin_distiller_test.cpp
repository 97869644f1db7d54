#include "stages/insight/builtin_distiller.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "talks.h"
#include "text/utf8.h"

namespace pith::insight {
namespace {

Transcript interview() {
  Transcript transcript = talk_of({});
  const auto say = [&](int speaker, const char* words) {
    const auto at = std::chrono::seconds(6) * transcript.cues.size();
    transcript.cues.push_back({at, at + std::chrono::seconds(6), speaker, CueKind::talk, words});
  };
  for (int round = 0; round < 4; ++round) {
    say(0, "So how did you come to that, and what did the team say?");
    say(1, "Well, everybody thinks that more tests make a release safer, but in our case the opposite was true.");
    say(1,
        "We had nine thousand tests in Postgres alone, and people stopped reading the failures because half were "
        "noise.");
    say(1, "Once we deleted the third that never found a bug, the remaining failures meant something again.");
    say(1, "A test that nobody believes is worse than no test at all, because it teaches people to ignore the alarm.");
    say(1, "That took us two quarters to see.");
    say(0, "Wow, that's a great point.");
  }
  return transcript;
}

TEST(BuiltinDistiller, EveryQuoteStandsVerbatimInItsCues) {
  const auto transcript = interview();
  const auto distilled = shipped_distiller()->distill(transcript, {}).value();
  ASSERT_FALSE(distilled.insights.empty());
  for (const auto& insight : distilled.insights) {
    ASSERT_FALSE(insight.evidence.empty());
    for (const auto& quote : insight.evidence) {
      std::string said;
      for (int cue = quote.cues.first; cue <= quote.cues.last; ++cue)
        said += transcript.cues[static_cast<std::size_t>(cue)].text + " ";
      EXPECT_TRUE(text::fold_for_comparison(said).contains(text::fold_for_comparison(quote.text)));
      EXPECT_EQ(quote.speaker, "Ben");
    }
  }
}

TEST(BuiltinDistiller, KeepsToTheFormOfAnInsight) {
  const auto distilled = shipped_distiller()->distill(interview(), {}).value();
  ASSERT_FALSE(distilled.insights.empty());
  for (const auto& insight : distilled.insights) {
    const auto words = std::ranges::count(insight.text, ' ') + 1;
    EXPECT_GE(words, 25);
    EXPECT_LE(words, 75);
    EXPECT_LE(std::ranges::count(insight.headline, ' ') + 1, 12);
    EXPECT_GE(insight.score, 0);
    EXPECT_LE(insight.score, 5);
    EXPECT_EQ(insight.engine, "builtin");
  }
}

TEST(BuiltinDistiller, DoesNotDistillALanguageItDoesNotKnow) {
  auto transcript = talk_of({});
  for (int k = 0; k < 20; ++k)
    transcript.cues.push_back({std::chrono::seconds(k), std::chrono::seconds(k + 1), 0, CueKind::talk,
                               "Wir haben das nicht so gemacht, weil die Leute dann nicht mehr wissen, was sie tun."});
  const auto distilled = shipped_distiller()->distill(transcript, {});
  ASSERT_FALSE(distilled.has_value());
  EXPECT_EQ(distilled.error().kind, ErrorKind::unsupported);
  EXPECT_TRUE(distilled.error().message.contains("in German"));
}

TEST(BuiltinDistiller, DropsAnOfferWithACode) {
  auto transcript = talk_of({});
  for (int k = 0; k < 3; ++k)
    transcript.cues.push_back(
        {std::chrono::seconds(k), std::chrono::seconds(k + 1), 0, CueKind::talk,
         "Use the code PODCAST at checkout for twenty percent off your first order of better coffee."});
  const auto distilled = shipped_distiller()->distill(transcript, {}).value();
  EXPECT_TRUE(distilled.insights.empty());
  EXPECT_GT(distilled.dropped.at("pitch"), 0);
}

// What can be told apart in it is a claim; alone it is kept.
std::vector<std::pair<int, const char*>> claim() {
  return {{0, "A test that nobody believes is worse than no test at all, because it teaches people to ignore alarms."},
          {0, "So we deleted half of our tests, and the number of faults that reached customers went down, not up."}};
}

Transcript talk_with(const std::vector<std::pair<int, const char*>>& said) {
  Transcript transcript = talk_of({});
  for (const auto& [speaker, words] : said) {
    const auto start = std::chrono::seconds(5) * transcript.cues.size();
    transcript.cues.push_back({start, start + std::chrono::seconds(5), speaker, CueKind::talk, words});
  }
  return transcript;
}

TEST(BuiltinDistiller, MakesOneInsightOfWhatTheTranscriptHoldsTwice) {
  auto said = claim();
  for (int round = 0; round < 3; ++round) {
    for (int other = 0; other < 6; ++other) said.emplace_back(1, "Right, and what did the team say to that?");
    for (const auto& sentence : claim()) said.push_back(sentence);
  }
  const auto distilled = shipped_distiller()->distill(talk_with(said), {}).value();
  const auto makes_the_claim = [](const Insight& insight) { return insight.text.contains("nobody believes"); };
  EXPECT_EQ(std::ranges::count_if(distilled.insights, makes_the_claim), 1);
  EXPECT_GT(distilled.dropped.at("restatement"), 0);
}

TEST(BuiltinDistiller, PutsNoTextTogetherFromHalfASentence) {
  auto said = claim();
  said.emplace_back(0, "Nobody in the whole history of business had ever measured this before John D.");
  said.emplace_back(0, "Rockefeller did it in the oil trade, and then everybody copied what he had done there.");
  const auto distilled = shipped_distiller()->distill(talk_with(said), {}).value();
  ASSERT_FALSE(distilled.insights.empty());
  for (const auto& insight : distilled.insights) {
    EXPECT_FALSE(insight.text.ends_with("D.")) << insight.text;
    EXPECT_FALSE(insight.text.starts_with("Rockefeller")) << insight.text;
  }
}

TEST(BuiltinDistiller, MakesNoClaimOfWhatSomebodyElseIsQuotedWith) {
  std::vector<std::pair<int, const char*>> said{
      {0, "They just started saying \"We're sorry, the company doubled from 500 people to a thousand this year."},
      {0, "But we don't have enough engineers to deal with all of the issues, so we put a pause on the product.\""}};
  for (const auto& sentence : claim()) said.push_back(sentence);
  const auto distilled = shipped_distiller()->distill(talk_with(said), {}).value();
  ASSERT_FALSE(distilled.insights.empty());
  for (const auto& insight : distilled.insights) {
    EXPECT_FALSE(insight.headline.starts_with("We don't have enough")) << insight.headline;
    EXPECT_FALSE(insight.text.starts_with("We don't have enough")) << insight.text;
  }
}

TEST(BuiltinDistiller, QuotesNoSentenceThatLostWords) {
  auto said = claim();
  said.emplace_back(0, "The release after that took one week less, because [unintelligible 00:01:10] of the alarm.");
  const auto distilled = shipped_distiller()->distill(talk_with(said), {}).value();
  ASSERT_FALSE(distilled.insights.empty());
  for (const auto& insight : distilled.insights) EXPECT_FALSE(insight.text.contains("one week less")) << insight.text;
}

TEST(BuiltinDistiller, DropsWhatStandsBesideACallOnTheListeners) {
  auto said = claim();
  EXPECT_EQ(shipped_distiller()->distill(talk_with(said), {}).value().insights.size(), 1U);
  said.emplace_back(0, "We're hiring.");
  EXPECT_TRUE(shipped_distiller()->distill(talk_with(said), {}).value().insights.empty());
}

TEST(BuiltinDistiller, KeepsWhatSomebodyElseFollowsWithACallOnTheListeners) {
  auto said = claim();
  said.emplace_back(1, "We're hiring.");
  EXPECT_EQ(shipped_distiller()->distill(talk_with(said), {}).value().insights.size(), 1U);
}

TEST(BuiltinDistiller, OfNoTalkMakesNothing) {
  EXPECT_TRUE(shipped_distiller()->distill(Transcript{}, {}).value().insights.empty());
}

TEST(BuiltinDistiller, RefusesDamagedModels) {
  const auto talk = model_bytes("talk-en.bin");
  const auto cues = model_bytes("cue-en.bin");
  EXPECT_FALSE(BuiltinDistiller::make({}).has_value());
  EXPECT_FALSE(BuiltinDistiller::make({talk, "pithcue1\n", model_bytes("headline-en.bin")}).has_value());
  EXPECT_FALSE(BuiltinDistiller::make({talk, cues, "pithhead1\n"}).has_value());
}

}  // namespace
}  // namespace pith::insight
