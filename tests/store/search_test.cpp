#include "store/search.h"

#include "store/home.h"
#include "store/passages.h"
#include "store/record.h"
#include "store/search_index.h"
#include "store/search_query.h"

namespace pith::store {
namespace {

class Search : public Home {
 protected:
  Search() { fill(); }
  std::size_t insights(std::string_view query) { return search_insights(store_->read(), query, {})->size(); }
  std::size_t passages(std::string_view query) { return search_passages(store_->read(), query, {})->size(); }
};

TEST_F(Search, FindsInsightsByHeadlineTextSpeakerAndTopic) {
  for (const auto* query : {"pumps", "GAS", "guest", "heating", "heat pump", "\"work in the cold\"", "pum*"})
    EXPECT_EQ(insights(query), 1u) << query;
  EXPECT_EQ(insights("zebra"), 0u);
  EXPECT_EQ(insights("\"cold the in work\""), 0u);
}

TEST_F(Search, FindsWhatWasSaidWithItsPlace) {
  const auto hits = *search_passages(store_->read(), "run", {});
  ASSERT_EQ(hits.size(), 1u);
  EXPECT_EQ(hits[0].episode_id, "ep_one");
  EXPECT_EQ(hits[0].cues, (CueRange{2, 2}));
  EXPECT_EQ(hits[0].start, std::chrono::milliseconds{4000});
  EXPECT_EQ(hits[0].speaker, "Bob Guest");
  EXPECT_EQ(hits[0].text, "Running one costs half of what gas does.");
}

TEST_F(Search, NeverFindsAdsOrChatter) {
  EXPECT_EQ(passages("zebra"), 0u);
  EXPECT_EQ(passages("giraffe"), 0u);
  EXPECT_EQ(passages("cafe"), 1u);
}

TEST_F(Search, FollowsAReplacedTranscript) {
  auto transcript = a_transcript();
  transcript.cues[2].text = "Something else entirely.";
  write([&](Tx& tx) { put_transcript(tx, "ep_one", transcript); });
  EXPECT_EQ(passages("gas"), 0u);
  EXPECT_EQ(passages("entirely"), 1u);
}

TEST_F(Search, FollowsReplacedInsights) {
  auto other = an_insight("in_two");
  other.headline = "Solar panels";
  other.text = "Panels pay.";
  write([&](Tx& tx) { replace_insights(tx, "ep_one", std::vector{other}); });
  EXPECT_EQ(insights("pumps"), 0u);
  EXPECT_EQ(insights("solar"), 1u);
}

TEST_F(Search, TakesAnyWordWhereNothingHasThemAll) {
  EXPECT_EQ(insights("pumps zebra"), 1u);
  EXPECT_EQ(insights("giraffe zebra"), 0u);
}

TEST_F(Search, FindsNothingOfAHiddenShow) {
  auto show = a_show();
  show.hidden = true;
  write([&](Tx& tx) { put(tx, show); });
  EXPECT_EQ(insights("pumps"), 0u);
  EXPECT_EQ(passages("gas"), 0u);
}

TEST_F(Search, TakesWhateverAPersonTypes) {
  const std::string nul("a\0b", 3);
  for (const auto& query :
       {std::string("\""), std::string("\"\""), std::string("a AND"), std::string("NEAR("), std::string("*"),
        std::string("^x"), std::string("headline:x"), std::string("'; DROP TABLE shows; --"), std::string("—"),
        std::string("pumps —"), std::string("\xff\xfe"), nul, std::string("( OR )"), std::string("-x"),
        std::string("x\"y\"z"), std::string(5000, 'q'),
        std::string("a b c d e f g h i j k l m n o p q r s t u v w x y z")}) {
    EXPECT_TRUE(search_insights(store_->read(), query, {})) << query;
    EXPECT_TRUE(search_passages(store_->read(), query, {})) << query;
  }
  EXPECT_EQ(insights("pumps"), 1u);
}

TEST_F(Search, IsBuiltAnewWhenItsRulesAreOthers) {
  write([](Tx& tx) {
    unindex_insight(tx, "in_one");
    unindex_transcript(tx, "ep_one", a_transcript());
    change(tx, "UPDATE meta SET value = 'older' WHERE key = 'search_rules'");
  });
  EXPECT_EQ(insights("pumps"), 0u);
  store_.reset();
  store_ = open();
  EXPECT_EQ(insights("pumps"), 1u);
  EXPECT_EQ(passages("gas"), 1u);
}

TEST(SearchQuery, KnowsWordsPhrasesAndBeginnings) {
  EXPECT_EQ(terms_of("heat \"in the cold\" pum* —"),
            (std::vector<Term>{{"heat", false}, {"in the cold", false}, {"pum", true}, {"—", false}}));
  EXPECT_EQ(terms_of("don't"), (std::vector<Term>{{"don", false}, {"t", false}}));
  EXPECT_TRUE(terms_of(" \"..\" * () ").empty());
}

TEST(SearchQuery, MarksWordsThatDifferInTheirEnding) {
  const std::string text = "Running costs: the run cost more, rungs rung.";
  std::vector<std::string> marked;
  for (const auto mark : marks(text, terms_of("run costs")))
    marked.push_back(text.substr(mark.begin, mark.end - mark.begin));
  EXPECT_EQ(marked, (std::vector<std::string>{"costs", "run", "cost", "rungs", "rung"}));
}

TEST(Passages, NeverRunOverAnAd) { EXPECT_EQ(passages(a_transcript()), (std::vector<CueRange>{{0, 0}, {2, 2}})); }

TEST(Passages, AreCutAfterSomeEightyWords) {
  Transcript talk;
  for (int n = 0; n < 10; ++n) {
    std::string text = "a";
    for (int word = 1; word < 30; ++word) text += " a";
    talk.cues.push_back({{}, {}, 0, CueKind::talk, text});
  }
  EXPECT_EQ(passages(talk), (std::vector<CueRange>{{0, 2}, {3, 5}, {6, 8}, {9, 9}}));
}

}  // namespace
}  // namespace pith::store
