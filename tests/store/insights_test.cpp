#include "store/insights.h"

#include "store/edition.h"
#include "store/home.h"

namespace pith::store {
namespace {

using Ids = std::vector<std::string>;
using std::chrono::milliseconds;

Insight over(std::string id, int start, int end) {
  auto insight = an_insight(std::move(id));
  insight.key_start = milliseconds{start};
  insight.evidence = {{{0, 0}, milliseconds{start}, milliseconds{end}, "", "words"}};
  return insight;
}

class Insights : public Home {
 protected:
  Insights() { fill(); }
};

TEST_F(Insights, ThatWereNeverSentGoWhenTheyAreReplaced) {
  write([](Tx& tx) { replace_insights(tx, "ep_one", std::vector{an_insight("in_new")}); });
  EXPECT_FALSE(insight_by_id(store_->read(), "in_one")->has_value());
  EXPECT_EQ(ids(insights_of_episode(store_->read(), "ep_one")), Ids{"in_new"});
}

TEST_F(Insights, ThatWereSentStayAndPointToWhatTookTheirPlace) {
  write([](Tx& tx) {
    add_brief(tx, a_brief());
    replace_insights(tx, "ep_one", std::vector{over("in_far", 60000, 90000), over("in_near", 5000, 9000)});
  });
  EXPECT_EQ((**insight_by_id(store_->read(), "in_one")).replaced_by, "in_near");
  EXPECT_EQ(insights_of_episode(store_->read(), "ep_one")->size(), 2u);
}

TEST_F(Insights, ThatWereSentPointToTheEpisodeWhereNothingTookTheirPlace) {
  write([](Tx& tx) {
    add_brief(tx, a_brief());
    replace_insights(tx, "ep_one", {});
  });
  EXPECT_EQ((**insight_by_id(store_->read(), "in_one")).replaced_by, "ep_one");
}

TEST_F(Insights, PointToTheLastOfSeveralReplacements) {
  write([](Tx& tx) {
    add_brief(tx, a_brief());
    replace_insights(tx, "ep_one", std::vector{over("in_second", 5000, 9000)});
    replace_insights(tx, "ep_one", std::vector{over("in_third", 5000, 9000)});
  });
  EXPECT_EQ((**insight_by_id(store_->read(), "in_one")).replaced_by, "in_third");
}

TEST_F(Insights, StandAgainWhenTheyAreDistilledAgain) {
  write([](Tx& tx) {
    add_brief(tx, a_brief());
    replace_insights(tx, "ep_one", {});
    replace_insights(tx, "ep_one", std::vector{an_insight()});
  });
  EXPECT_EQ((**insight_by_id(store_->read(), "in_one")).replaced_by, "");
}

TEST_F(Insights, LoseTheirLinksWhenTheyGo) {
  write([](Tx& tx) {
    replace_insights(tx, "ep_one", std::vector{an_insight("in_one"), an_insight("in_two")});
    put_links(tx, std::vector<Link>{{"in_two", "in_one", LinkKind::related, .9}});
    replace_insights(tx, "ep_one", std::vector{an_insight("in_one")});
  });
  EXPECT_TRUE(links_of(store_->read(), "in_one")->empty());
}

TEST_F(Insights, LoseTheLinksOfTheirOldWords) {
  auto reworded = an_insight("in_one");
  reworded.text = "Other words about the same.";
  write([&](Tx& tx) {
    replace_insights(tx, "ep_one", std::vector{an_insight("in_one"), an_insight("in_two"), an_insight("in_three")});
    put_links(tx, std::vector<Link>{{"in_two", "in_one", LinkKind::related, .9}, {"in_two", "in_three", {}, .8}});
    replace_insights(tx, "ep_one", std::vector{reworded, an_insight("in_two"), an_insight("in_three")});
  });
  EXPECT_TRUE(links_of(store_->read(), "in_one")->empty());
  EXPECT_EQ(links_of(store_->read(), "in_two")->size(), 1u);
}

TEST_F(Insights, AreCountedByEngineWhileTheyStand) {
  auto other = an_insight("in_two");
  other.engine = "llm";
  write([&](Tx& tx) { replace_insights(tx, "ep_one", std::vector{an_insight("in_one"), other}); });
  EXPECT_EQ(*count_by_engine(store_->read()), (std::map<std::string, std::int64_t>{{"builtin", 1}, {"llm", 1}}));
}

TEST_F(Insights, AreKnownToHaveBeenSentOnceTheyWereInABrief) {
  EXPECT_TRUE(insights_ever_sent(store_->read())->empty());
  write([](Tx& tx) { add_brief(tx, a_brief()); });
  EXPECT_EQ(ids(insights_ever_sent(store_->read())), Ids{"in_one"});
}

TEST_F(Insights, ThatChangeMakeANewEdition) {
  const auto before = edition(store_->read()).value();
  write([](Tx& tx) { add_brief(tx, a_brief()); });
  EXPECT_EQ(edition(store_->read()).value(), before);
  write([&](Tx& tx) { replace_insights(tx, "ep_one", std::vector{an_insight("in_two")}); });
  EXPECT_NE(edition(store_->read()).value(), before);
}

TEST_F(Insights, AreCandidatesOnlyInsideTheTimesAndAboveTheFloor) {
  const CandidateQuery query{.since = at(11), .until = at(11), .floor = 2.5};
  auto later = query;
  later.since = at(12);
  auto earlier = query;
  earlier.until = at(10);
  auto better = query;
  better.floor = 2.51;
  EXPECT_EQ(candidates(store_->read(), query)->size(), 1u);
  EXPECT_EQ(candidates(store_->read(), later)->size(), 0u);
  EXPECT_EQ(candidates(store_->read(), earlier)->size(), 0u);
  EXPECT_EQ(candidates(store_->read(), better)->size(), 0u);
}

TEST_F(Insights, OfARemovedShowAreNoCandidatesAndOfAHiddenOneAreNowhere) {
  const CandidateQuery query{.since = at(0), .until = at(100)};
  auto show = a_show();
  show.removed = true;
  write([&](Tx& tx) { put(tx, show); });
  EXPECT_TRUE(candidates(store_->read(), query)->empty());
  EXPECT_EQ(recent_insights(store_->read(), true, {})->size(), 1u);
  show.hidden = true;
  write([&](Tx& tx) { put(tx, show); });
  EXPECT_TRUE(recent_insights(store_->read(), true, {})->empty());
}

TEST_F(Insights, AreReadInBatchesByTimeAndId) {
  auto older = an_insight("in_older");
  older.published = at(1);
  write([&](Tx& tx) { replace_insights(tx, "ep_one", std::vector{an_insight("in_b"), an_insight("in_a"), older}); });
  const auto first = *insights_after(store_->read(), nullptr, 2);
  EXPECT_EQ(ids<Insight>(first), (Ids{"in_older", "in_a"}));
  EXPECT_EQ(ids(insights_after(store_->read(), &first.back(), 2)), Ids{"in_b"});
}

TEST_F(Insights, AreReadByIdsInTheOrderAskedFor) {
  write([](Tx& tx) { replace_insights(tx, "ep_one", std::vector{an_insight("in_a"), an_insight("in_b")}); });
  EXPECT_EQ(ids(insights_by_ids(store_->read(), Ids{"in_b", "in_none", "in_a"})), (Ids{"in_b", "in_a"}));
}

TEST(InsightIds, AreKeptWhereHalfTheEvidenceOverlaps) {
  std::vector fresh = {over("", 3000, 12000), over("", 7500, 9000)};
  keep_ids(std::vector{over("in_old", 4000, 8000)}, "ep_one", fresh);
  EXPECT_EQ(fresh[0].id, "in_old");
  EXPECT_NE(fresh[1].id, "in_old");
}

TEST(InsightIds, AreNewBelowHalf) {
  std::vector fresh = {over("", 6001, 12000)};
  keep_ids(std::vector{over("in_old", 4000, 8000)}, "ep_one", fresh);
  EXPECT_NE(fresh[0].id, "in_old");
}

TEST(InsightIds, AreEachGivenOnce) {
  std::vector fresh = {over("", 4000, 7000), over("", 4000, 8000), over("", 4000, 7000)};
  keep_ids(std::vector{over("in_old", 4000, 8000)}, "ep_one", fresh);
  EXPECT_EQ(fresh[1].id, "in_old");
  EXPECT_NE(fresh[0].id, fresh[2].id);
}

TEST(InsightIds, DependOnEpisodeAndKeyCue) {
  std::vector one = {over("", 4000, 7000)};
  std::vector same = {over("", 4000, 9000)};
  std::vector elsewhere = {over("", 4000, 7000)};
  keep_ids({}, "ep_one", one);
  keep_ids({}, "ep_one", same);
  keep_ids({}, "ep_two", elsewhere);
  EXPECT_EQ(one[0].id, same[0].id);
  EXPECT_NE(one[0].id, elsewhere[0].id);
}

}  // namespace
}  // namespace pith::store
