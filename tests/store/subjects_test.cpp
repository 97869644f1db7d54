// Topics and people as the store finds insights by them.
#include "lib/sql/connection.h"
#include "store/home.h"
#include "store/people.h"
#include "store/said_when.h"
#include "store/topics.h"

namespace pith::store {
namespace {

class Subjects : public Home {
 protected:
  Subjects() { fill(); }

  Insight tagged(std::string id, std::vector<std::string> topics) {
    auto insight = an_insight(std::move(id));
    insight.topics = std::move(topics);
    return insight;
  }
  std::size_t times_heard(std::string_view key, std::vector<std::string> shows = {"sh_one"}) {
    return said_by(store_->read(), key, shows)->size();
  }
};

TEST_F(Subjects, AnInsightIsFoundByItsTopics) {
  write([&](Tx& tx) { replace_insights(tx, "ep_one", std::vector{tagged("in_one", {"Open source", "Licensing"})}); });
  EXPECT_EQ(insights_of_topic(store_->read(), {"open-source"}, {})->size(), 1U);
  EXPECT_EQ(*topic_name(store_->read(), {"open-source"}), "Open source");
  EXPECT_EQ(topics(store_->read(), true)->size(), 2U);
}

TEST_F(Subjects, WhatWasSaidIsCountedByDay) {
  auto later = an_insight("in_later");
  later.published += std::chrono::days{2};
  later.topics = {"Energy"};
  write(
      [&](Tx& tx) { replace_insights(tx, "ep_one", std::vector{an_insight("in_one"), an_insight("in_two"), later}); });
  const auto of_show = *days_of_show(store_->read(), "sh_one");
  ASSERT_EQ(of_show.size(), 2U);
  EXPECT_EQ(of_show[0].insights, 2);
  EXPECT_EQ(format_day(of_show[0].day), "2023-11-14");
  EXPECT_EQ(format_day(of_show[1].day), "2023-11-16");
  EXPECT_EQ(days_of_topic(store_->read(), {"energy"})->size(), 1U);
  const std::vector<std::string> shows{"sh_one"};
  EXPECT_EQ(days_of(*said_by(store_->read(), "bob-guest", shows)), of_show);
  EXPECT_TRUE(said_by(store_->read(), "bob-guest", {})->empty());
}

TEST_F(Subjects, AReplacedInsightIsFoundByItsTopicsNoMore) {
  write([&](Tx& tx) { replace_insights(tx, "ep_one", std::vector{tagged("in_other", {"Energy"})}); });
  EXPECT_TRUE(insights_of_topic(store_->read(), {"heating"}, {})->empty());
  EXPECT_EQ(insights_of_topic(store_->read(), {"energy"}, {})->size(), 1U);
}

TEST_F(Subjects, OfAHiddenShowNothingIsFound) {
  auto show = a_show();
  show.hidden = true;
  write([&](Tx& tx) { put(tx, show); });
  EXPECT_TRUE(topics(store_->read(), true)->empty());
  EXPECT_TRUE(insights_of_topic(store_->read(), {"heating"}, {})->empty());
  EXPECT_TRUE(days_of_show(store_->read(), "sh_one")->empty());
  EXPECT_EQ(times_heard("bob-guest"), 0U);
}

TEST_F(Subjects, SpeakersOfTalkAppearInTheirEpisode) {
  const auto found = *appearances_of(store_->read(), "ann-host");
  EXPECT_EQ(appearances_in(store_->read(), found.front().episode_id)->front().key, "ann-host");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].source, AppearanceSource::talk);
  EXPECT_EQ(found[0].episode_id, "ep_one");
  EXPECT_EQ(*voiced_episodes(store_->read(), "sh_one"), 1U);
}

TEST_F(Subjects, PersonsOfTheFeedAppearWithTheirRole) {
  auto episode = an_episode();
  episode.persons = {{"Bob Guest", "guest", "", "https://bob.example", ""}, {"Bob", "guest", "", "", ""}};
  write([&](Tx& tx) { put(tx, episode); });
  const auto found = *appearances_of(store_->read(), "bob-guest");
  ASSERT_EQ(found.size(), 2U);
  EXPECT_EQ(found[0].role, "guest");
  EXPECT_EQ(found[0].link, "https://bob.example");
}

TEST_F(Subjects, WhoIsTakenOutOfTheFeedAppearsNoMore) {
  auto episode = an_episode();
  episode.persons = {{"Eve Other", "guest", "", "", ""}};
  write([&](Tx& tx) { put(tx, episode); });
  episode.persons.clear();
  write([&](Tx& tx) { put(tx, episode); });
  EXPECT_TRUE(appearances_of(store_->read(), "eve-other")->empty());
}

TEST_F(Subjects, WhatAPersonSaidIsFoundByTheirName) {
  EXPECT_EQ(times_heard("bob-guest"), 1U);
  EXPECT_EQ(times_heard("ann-host"), 0U);
  EXPECT_EQ(times_heard("bob-guest", {"sh_other"}), 0U);
}

TEST_F(Subjects, AnOlderHomeIsFilledWhenItIsOpened) {
  write([](Tx& tx) {
    for (const auto* sql : {"DELETE FROM appearances", "DELETE FROM insight_topics",
                            "UPDATE meta SET value = '1' WHERE key = 'search_rules'"})
      if (auto done = tx.connection().run(sql); !done) tx.doom(done.error());
  });
  store_.reset();
  store_ = open();
  EXPECT_EQ(times_heard("bob-guest"), 1U);
  EXPECT_EQ(insights_of_topic(store_->read(), {"heating"}, {})->size(), 1U);
}

}  // namespace
}  // namespace pith::store
