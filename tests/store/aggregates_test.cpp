#include "store/home.h"

namespace pith::store {
namespace {

using Ids = std::vector<std::string>;

class Aggregates : public Home {
 protected:
  Aggregates() { fill(); }
};

TEST_F(Aggregates, AreReadAsTheyWereWritten) {
  const auto session = store_->read();
  EXPECT_EQ(*show_by_id(session, "sh_one"), a_show());
  EXPECT_EQ(*feed_by_id(session, "fe_one"), a_feed());
  EXPECT_EQ(*episode_by_id(session, "ep_one"), an_episode());
  EXPECT_EQ(*transcript_of(session, "ep_one"), a_transcript());
  EXPECT_EQ(*insight_by_id(session, "in_one"), an_insight());
}

TEST_F(Aggregates, AreMissingAsNothingNotAsAnError) {
  const auto session = store_->read();
  EXPECT_FALSE(show_by_id(session, "sh_none")->has_value());
  EXPECT_FALSE(transcript_of(session, "ep_none")->has_value());
  EXPECT_EQ(transcript_hash(session, "ep_none"), "");
}

TEST_F(Aggregates, AreCounted) {
  const auto found = *counts(store_->read());
  EXPECT_EQ(found.shows, 1);
  EXPECT_EQ(found.episodes, 1);
  EXPECT_EQ(found.insights, 1);
}

TEST_F(Aggregates, KeepAShowsSlugWhenItsTitleChanges) {
  auto show = a_show();
  show.title = "Renamed";
  show.slug = "renamed";
  write([&](Tx& tx) { put(tx, show); });
  const auto found = **show_by_slug(store_->read(), "the-show");
  EXPECT_EQ(found.title, "Renamed");
}

TEST_F(Aggregates, GiveTheSlugToTheLowerIdInWhateverOrderShowsCome) {
  write([](Tx& tx) { put(tx, a_show("sh_aaaa")); });
  EXPECT_EQ((**show_by_slug(store_->read(), "the-show")).id, "sh_aaaa");
  EXPECT_EQ((**show_by_slug(store_->read(), "the-show-_one")).id, "sh_one");
  write([](Tx& tx) { put(tx, a_show("sh_zzzz")); });
  EXPECT_EQ((**show_by_id(store_->read(), "sh_zzzz")).slug, "the-show-zzzz");
}

TEST_F(Aggregates, FindAFeedByItsAddressAndByEveryEarlierOne) {
  auto feed = a_feed();
  feed.aliases.push_back(feed.url);
  feed.url = "https://new.example/feed";
  write([&](Tx& tx) { put(tx, feed); });
  for (const auto* url : {"https://new.example/feed", "https://a.example/fe_one", "http://old.example/fe_one"})
    EXPECT_EQ((**feed_by_url(store_->read(), url)).id, "fe_one") << url;
  EXPECT_EQ(ids(feeds_of_show(store_->read(), "sh_one")), Ids{"fe_one"});
}

TEST_F(Aggregates, KeepWhenAnEpisodeWasFirstSeen) {
  auto episode = an_episode();
  episode.title = "New title";
  episode.first_seen = at(999);
  write([&](Tx& tx) { put(tx, episode); });
  const auto found = **episode_by_id(store_->read(), "ep_one");
  EXPECT_EQ(found.title, "New title");
  EXPECT_EQ(found.first_seen, an_episode().first_seen);
}

TEST_F(Aggregates, ListEpisodesThatWaitWithTheirReason) {
  write([](Tx& tx) {
    put(tx, an_episode("ep_two", 20));
    set_state(tx, "ep_one", EpisodeState::distilled);
    set_state(tx, "ep_two", EpisodeState::waiting, "Its publisher offers no transcript.");
  });
  const auto waiting = *episodes_in_state(store_->read(), EpisodeState::waiting, {});
  ASSERT_EQ(waiting.size(), 1u);
  EXPECT_EQ(waiting[0].reason, "Its publisher offers no transcript.");
  EXPECT_EQ((*count_by_state(store_->read()))[EpisodeState::distilled], 1);
}

TEST_F(Aggregates, ListEpisodesNewestFirstWithoutHiddenOnes) {
  auto hidden = an_episode("ep_hidden", 40);
  hidden.hidden = true;
  write([&](Tx& tx) {
    put(tx, an_episode("ep_two", 20));
    put(tx, an_episode("ep_three", 30));
    put(tx, hidden);
  });
  EXPECT_EQ(ids(recent_episodes(store_->read(), true, {2, 0})), (Ids{"ep_three", "ep_two"}));
  EXPECT_EQ(ids(recent_episodes_of_show(store_->read(), "sh_one", {2, 2})), Ids{"ep_one"});
  EXPECT_EQ(ids(episodes_of_show(store_->read(), "sh_one")).size(), 4u);
}

TEST_F(Aggregates, HaveEqualHashesForEqualTranscripts) {
  const auto before = *transcript_hash(store_->read(), "ep_one");
  write([](Tx& tx) { put_transcript(tx, "ep_one", a_transcript()); });
  EXPECT_EQ(*transcript_hash(store_->read(), "ep_one"), before);
  auto other = a_transcript();
  other.cues[0].kind = CueKind::ad;
  write([&](Tx& tx) { put_transcript(tx, "ep_one", other); });
  EXPECT_NE(*transcript_hash(store_->read(), "ep_one"), before);
  EXPECT_EQ(**transcript_of(store_->read(), "ep_one"), other);
}

TEST_F(Aggregates, FindLinksFromBothEnds) {
  write([](Tx& tx) {
    replace_insights(tx, "ep_one", std::vector{an_insight("in_one"), an_insight("in_two"), an_insight("in_three")});
    put_links(tx, std::vector<Link>{{"in_two", "in_one", LinkKind::restates, .9},
                                    {"in_three", "in_one", LinkKind::related, .95},
                                    {"in_two", "in_one", LinkKind::supports, .8}});
  });
  const auto links = *links_of(store_->read(), "in_one");
  ASSERT_EQ(links.size(), 2u);
  EXPECT_EQ(links[0].from, "in_three");
  EXPECT_EQ(links[1].kind, LinkKind::supports);
  EXPECT_EQ(links_of(store_->read(), "in_two")->size(), 1u);
}

TEST_F(Aggregates, KeepTheFirstBriefOfAReadersDay) {
  bool first = false;
  bool second = true;
  write([&](Tx& tx) {
    first = add_brief(tx, a_brief());
    auto other = a_brief("br_other");
    other.note = "Another.";
    second = add_brief(tx, other);
  });
  EXPECT_TRUE(first);
  EXPECT_FALSE(second);
  EXPECT_EQ(*brief_of_day(store_->read(), "re_home", *parse_day("2026-11-25")), a_brief());
}

TEST_F(Aggregates, KnowWhatAReaderWasSent) {
  write([](Tx& tx) {
    add_brief(tx, a_brief());
    add_brief(tx, a_brief("br_two", *parse_day("2026-11-26")));
  });
  EXPECT_EQ(*sent_insights(store_->read(), "re_home"), Ids{"in_one"});
  EXPECT_EQ(days_of_insight(store_->read(), "re_home", "in_one")->size(), 2u);
  EXPECT_EQ((**latest_brief(store_->read(), "re_home")).id, "br_two");
  EXPECT_EQ(ids(briefs(store_->read(), "re_home", {1, 1})), Ids{"br_one"});
}

TEST_F(Aggregates, KeepTheBytesOfADeliveryOverItsStates) {
  auto sent = a_delivery();
  sent.state = DeliveryState::sent;
  sent.attempts = 2;
  sent.sent = at(200);
  auto again = a_delivery();
  again.message = "other bytes";
  write([&](Tx& tx) {
    add_brief(tx, a_brief());
    EXPECT_TRUE(add_delivery(tx, a_delivery()));
    EXPECT_FALSE(add_delivery(tx, again));
    update(tx, sent);
  });
  EXPECT_EQ(*delivery_by_id(store_->read(), "de_one"), sent);
  EXPECT_TRUE(deliveries_in_state(store_->read(), DeliveryState::due)->empty());
  EXPECT_EQ(ids(deliveries_of_brief(store_->read(), "br_one")), Ids{"de_one"});
}

TEST_F(Aggregates, HoldReaders) {
  const Reader reader{.id = "re_x",
                      .email = "x@a.example",
                      .zone = "Europe/Berlin",
                      .hour = std::chrono::minutes{390},
                      .state = ReaderState::paused,
                      .added = at(5)};
  write([&](Tx& tx) { put(tx, reader); });
  EXPECT_EQ(*reader_by_id(store_->read(), "re_x"), reader);
  EXPECT_EQ(ids(readers(store_->read())), (Ids{"re_home", "re_x"}));
}

}  // namespace
}  // namespace pith::store
