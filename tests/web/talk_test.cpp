#include "web/talk.h"

#include <gtest/gtest.h>

#include "web/world.h"

namespace pith::web {
namespace {

const Transcript talk = test::make_transcript();

TEST(Turns, BreakWhereTheSpeakerChangesAndAroundAdvertisements) {
  const auto turns = turns_of(talk);
  ASSERT_EQ(turns.size(), 12U);
  EXPECT_EQ(turns[5].cues, (CueRange{5, 6}));
  EXPECT_TRUE(turns[5].ad);
  EXPECT_EQ(turns[6].cues, (CueRange{7, 9}));
}

TEST(Turns, AroundAQuoteAreThreeBeforeAndThreeAfterWithoutAdvertisements) {
  const auto turns = turns_around(talk, {8, 9});
  ASSERT_EQ(turns.size(), 7U);
  EXPECT_EQ(turns.front().cues, (CueRange{2, 2}));
  EXPECT_EQ(turns[3].cues, (CueRange{7, 9}));
  EXPECT_EQ(turns.back().cues, (CueRange{12, 12}));
}

TEST(Turns, OfALongMonologueAreCutToWhatIsNearTheQuote) {
  Transcript monologue;
  monologue.speakers = {"Mara Lindqvist"};
  for (int n = 0; n < 200; ++n) monologue.cues.push_back(test::make_cue(n * 6, 0, "Another sentence."));
  const auto turns = turns_around(monologue, {100, 101});
  ASSERT_EQ(turns.size(), 1U);
  EXPECT_EQ(turns[0].cues, (CueRange{93, 108}));
}

TEST(Turns, AroundAQuoteOutsideTheTranscriptStayInside) {
  EXPECT_FALSE(turns_around(talk, {14, 99}).empty());
  EXPECT_TRUE(turns_around(Transcript{}, {3, 4}).empty());
}

TEST(Marks, CoverTheQuotesWordsAcrossCues) {
  Marks marks;
  mark_quote(talk, {{8, 9}, {}, {}, "", "THE RESTART takes the city  down. A transformer"}, marks);
  EXPECT_EQ(talk.cues[8].text.substr(marks.at(8).begin, marks.at(8).end - marks.at(8).begin),
            "the restart takes the city down.");
  EXPECT_EQ(talk.cues[9].text.substr(marks.at(9).begin, marks.at(9).end - marks.at(9).begin), "A transformer");
}

TEST(Marks, CoverTheCuesWhereTheWordsAreNotFound) {
  Marks marks;
  mark_quote(talk, {{8, 8}, {}, {}, "", "words of another transcript"}, marks);
  EXPECT_EQ(marks.at(8), (Cited{0, talk.cues[8].text.size()}));
}

TEST(Marks, TellTheKeyQuoteFromTheRestOfTheEvidence) {
  Insight insight;
  insight.evidence = {{{8, 8}, {}, {}, "", "The storm"}, {{7, 8}, {}, {}, "", talk.cues[7].text + " The storm takes"}};
  Marks marks;
  mark_evidence(talk, insight, marks);
  EXPECT_FALSE(marks.at(7).key);
  EXPECT_EQ(marks.at(8), (Cited{0, 9, true}));
}

TEST(Marks, OfTwoQuotesInOneCueAreJoined) {
  Marks marks;
  mark_quote(talk, {{8, 8}, {}, {}, "", "The storm"}, marks);
  mark_quote(talk, {{8, 8}, {}, {}, "", "city down."}, marks);
  EXPECT_EQ(marks.at(8), (Cited{0, talk.cues[8].text.size()}));
}

TEST(Snippets, KeepTheFoundWordsOfALongText) {
  const auto text = std::string(600, 'a') + " the grid fails " + std::string(600, 'b');
  const auto at = text.find("grid");
  const std::vector<store::Mark> marks{{at, at + 4}};
  const auto cut = snippet_of(text, marks, 100);
  ASSERT_EQ(cut.marks.size(), 1U);
  EXPECT_EQ(cut.text.substr(cut.marks[0].begin, cut.marks[0].end - cut.marks[0].begin), "grid");
  EXPECT_LT(cut.text.size(), 120U);
}

TEST(Snippets, LeaveAShortTextAsItIs) {
  EXPECT_EQ(snippet_of("the grid", std::vector<store::Mark>{{4, 8}}, 100).text, "the grid");
}

TEST(Paragraphs, BeginWhereAnInsightBegins) {
  const std::vector<int> starts{8};
  const auto paragraphs = paragraphs_of(talk, {7, 9}, starts);
  ASSERT_EQ(paragraphs.size(), 2U);
  EXPECT_EQ(paragraphs[1], (CueRange{8, 9}));
}

}  // namespace
}  // namespace pith::web
