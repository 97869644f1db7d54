// An archive into a home that has something of its own.
#include "store/archives.h"
#include "store/distillations.h"
#include "store/edition.h"
#include "store/import_insights.h"
#include "store/search.h"
#include "store/tastes.h"

namespace pith::store {
namespace {

TEST_F(Archive, BringsWhatAnotherHomeLacksAndLeavesItsOwn) {
  other_ = *Store::open(folder_ / "other.db");
  ASSERT_TRUE(other_->write([](Tx& tx) {
    put(tx, Reader{.id = "re_home", .email = "mine@a.example", .added = at(9)});
    auto show = a_show("sh_mine");
    show.slug = "mine";
    put(tx, show);
  }));
  const auto done = import_archive(*other_, source_of(dumped(export_archive, *store_)), "v1");
  ASSERT_TRUE(done) << done.error().log_line();
  EXPECT_EQ(done->shows, 1);
  EXPECT_EQ(done->episodes, 2);
  EXPECT_EQ(done->insights, 2);
  EXPECT_EQ(shows(other_->read())->size(), 2U);
  EXPECT_EQ((**reader_by_id(other_->read(), "re_home")).email, "mine@a.example");
  EXPECT_EQ(insights_by_words(other_->read(), a_word("pumps"), {}, 9)->size(), 2U);
  EXPECT_TRUE(work_by_key(other_->read(), {"relate", "ep_one", "v1"})->has_value());
  EXPECT_TRUE(brief_by_id(other_->read(), "br_one")->has_value());
}

// This home has listed the episode only; the archive has distilled it.
TEST_F(Archive, BringsTheEpisodeThatGotFurther) {
  other_ = *Store::open(folder_ / "other.db");
  ASSERT_TRUE(other_->write([](Tx& tx) {
    put(tx, a_show());
    put(tx, a_feed());
    auto episode = an_episode();
    episode.state = EpisodeState::listed;
    put(tx, episode);
  }));
  const auto archive = dumped(export_archive, *store_);
  ASSERT_TRUE(import_archive(*other_, source_of(archive), "v1"));
  EXPECT_EQ((**episode_by_id(other_->read(), "ep_one")).state, (**episode_by_id(store_->read(), "ep_one")).state);
  EXPECT_EQ(ids(insights_of_episode(other_->read(), "ep_one")), ids(insights_of_episode(store_->read(), "ep_one")));
  EXPECT_EQ(passages_by_words(other_->read(), a_word("gas"), {}, 9)->size(), 1U);
}

TEST_F(Archive, LeavesReadersTastesAndWorkOfAHomeWithoutShows) {
  import_into([](Tx& tx) {
    put(tx, Reader{.id = "re_home", .added = at(9)});
    put(tx, Reader{.id = "re_ann", .email = "ann@a.example", .added = at(9)});
    put(tx, Interest{"re_ann", InterestKind::words, "heat pumps", at(9)});
    enqueue(tx, {"follow", "https://b.example/feed", ""}, at(9));
  });
  EXPECT_TRUE(reader_by_id(other_->read(), "re_ann")->has_value());
  EXPECT_EQ(interests_of(other_->read(), "re_ann")->size(), 1U);
  EXPECT_TRUE(work_by_key(other_->read(), {"follow", "https://b.example/feed", ""})->has_value());
  EXPECT_TRUE(show_by_id(other_->read(), "sh_one")->has_value());
}

TEST_F(Archive, LeavesTheTastesOfTheHomeReader) {
  import_into([](Tx& tx) {
    put(tx, Reader{.id = "re_home", .added = at(9)});
    put(tx, Interest{"re_home", InterestKind::words, "heat pumps", at(9)});
  });
  EXPECT_EQ(interests_of(other_->read(), "re_home")->size(), 1U);
}

// The archive of a private show has no addresses, and may be older.
TEST_F(Archive, LeavesWhatTheFeedHereSaysOfAnEpisodeThatGotFurtherThere) {
  write([](Tx& tx) {
    auto silent = an_episode();
    silent.state = EpisodeState::distilled;
    silent.title = "An older title";
    silent.season = "3";
    silent.audio = {};
    silent.transcripts.clear();
    put(tx, silent);
  });
  import_into([](Tx& tx) {
    put(tx, a_show());
    put(tx, a_feed());
    put(tx, an_episode());
  });
  auto wanted = an_episode();
  wanted.state = EpisodeState::distilled;
  wanted.season = "3";
  EXPECT_EQ(**episode_by_id(other_->read(), "ep_one"), wanted);
}

TEST_F(Archive, TakesThePlaceOfNotesThatCameBefore) {
  write([](Tx& tx) { set_state(tx, "ep_one", EpisodeState::distilled); });
  other_ = *Store::open(folder_ / "other.db");
  SourcedInsight note{an_insight(), an_episode(), a_show()};
  note.episode.feed_id.clear();
  note.insight.text = "Cut short.";
  auto gone = note;
  gone.insight = an_insight("in_gone");
  gone.insight.evidence[0].text = "other words";
  ASSERT_TRUE(import_insights(*other_, std::vector{note, gone}, "v1"));
  ASSERT_EQ(insights_of_episode(other_->read(), "ep_one")->size(), 2U);
  ASSERT_TRUE(import_archive(*other_, source_of(dumped(export_archive, *store_)), "v1"));
  EXPECT_EQ(*insights_of_episode(other_->read(), "ep_one"), *insights_of_episode(store_->read(), "ep_one"));
  EXPECT_EQ(**episode_by_id(other_->read(), "ep_one"), **episode_by_id(store_->read(), "ep_one"));
  EXPECT_FALSE((**show_by_id(other_->read(), "sh_one")).removed);
  EXPECT_EQ(passages_by_words(other_->read(), a_word("gas"), {}, 9)->size(), 1U);
  EXPECT_EQ(insights_by_words(other_->read(), a_word("pumps"), {}, 9)->size(), 2U);
}

TEST_F(Archive, MakesBriefsAnew) {
  std::string before;
  import_into([&](Tx& tx) {
    put(tx, a_show());
    before = *edition(tx);
  });
  EXPECT_NE(*edition(other_->read()), before);
}

// Both homes made the reader's brief of one day, under one id.
TEST_F(Archive, BringsNoDeliveryOfABriefThatThisHomeMade) {
  write([](Tx& tx) { enqueue(tx, {"deliver", "de_one", ""}, at(9)); });
  import_into([](Tx& tx) {
    put(tx, a_show());
    put(tx, an_episode());
    replace_insights(tx, "ep_one", std::vector{an_insight()});
    put(tx, Reader{.id = "re_home", .added = at(9)});
    add_brief(tx, a_brief());
  });
  EXPECT_FALSE(delivery_by_id(other_->read(), "de_one")->has_value());
  EXPECT_FALSE(work_by_key(other_->read(), {"deliver", "de_one", ""})->has_value());
}

// Else two homes send it.
TEST_F(Archive, SendsWhatWasDueOnlyWhereTheHomeMovesTo) {
  write([](Tx& tx) { enqueue(tx, {"deliver", "de_one", ""}, at(9)); });
  import_into([](Tx& tx) { put(tx, a_show("sh_mine")); });
  const auto here = **delivery_by_id(other_->read(), "de_one");
  EXPECT_EQ(here.state, DeliveryState::failed);
  EXPECT_TRUE(here.problem.starts_with("not sent here")) << here.problem;
  EXPECT_FALSE(work_by_key(other_->read(), {"deliver", "de_one", ""})->has_value());
  const auto fresh = *Store::open(folder_ / "fresh.db");
  ASSERT_TRUE(import_archive(*fresh, source_of(dumped(export_archive, *store_))));
  EXPECT_EQ((**delivery_by_id(fresh->read(), "de_one")).state, DeliveryState::due);
  EXPECT_TRUE(work_by_key(fresh->read(), {"deliver", "de_one", ""})->has_value());
}

TEST_F(Archive, MakesNobodyOwnAnotherHome) {
  write([](Tx& tx) { put(tx, Reader{.id = "re_boss", .email = "boss@a.example", .owner = true}); });
  import_into([](Tx& tx) { put(tx, a_show("sh_mine")); });
  EXPECT_FALSE((**reader_by_id(other_->read(), "re_boss")).owner);
  const auto fresh = *Store::open(folder_ / "fresh.db");
  ASSERT_TRUE(import_archive(*fresh, source_of(dumped(export_archive, *store_))));
  EXPECT_TRUE((**reader_by_id(fresh->read(), "re_boss")).owner);
}

TEST_F(Archive, KnowsAFeedByItsAddress) {
  import_into([](Tx& tx) {
    auto feed = a_feed("fe_here");
    feed.url = a_feed().url;
    feed.aliases.clear();
    put(tx, a_show());
    put(tx, feed);
  });
  EXPECT_EQ((**episode_by_id(other_->read(), "ep_one")).feed_id, "fe_here");
}

// The feed of the archive as that of another show, its first episode under another id.
void follow_it_as_another_show(Tx& tx) {
  put(tx, a_show("sh_here"));
  auto feed = a_feed();
  feed.show_id = "sh_here";
  put(tx, feed);
  auto episode = an_episode("ep_here");
  episode.show_id = "sh_here";
  episode.guid = an_episode().guid;
  put(tx, episode);
}

// The same feed, that gave itself another podcast:guid when the archive's home came to follow it.
TEST_F(Archive, KnowsAShowByItsFeed) {
  write([](Tx& tx) {
    put(tx, Interest{"re_home", InterestKind::show, "sh_one", at(1)});
    put(tx, Distillation{.episode_id = "ep_one", .wanted = "builtin", .engine = "builtin"});
  });
  const auto done = import_into(follow_it_as_another_show);
  EXPECT_EQ(done.shows, 0);
  EXPECT_EQ(done.episodes, 1);  // ep_two
  EXPECT_EQ(ids(shows(other_->read())), std::vector<std::string>{"sh_here"});
  EXPECT_FALSE(episode_by_id(other_->read(), "ep_one")->has_value());
  EXPECT_EQ((**episode_by_id(other_->read(), "ep_two")).show_id, "sh_here");
  EXPECT_TRUE(last_distillation(other_->read(), "ep_here")->has_value());
  EXPECT_TRUE(work_by_key(other_->read(), {"distill", "ep_two", "v1"})->has_value());
  EXPECT_EQ(interests_of(other_->read(), "re_home")->at(0).value, "sh_here");
}

TEST_F(Archive, BringsTheInsightsOfAnEpisodeThatIsHereUnderAnotherId) {
  write([](Tx& tx) { set_state(tx, "ep_one", EpisodeState::distilled); });
  import_into(follow_it_as_another_show);
  const auto insights = *insights_of_episode(other_->read(), "ep_here");
  ASSERT_EQ(insights.size(), 2U);
  EXPECT_EQ(insights[0].show_id, "sh_here");
  EXPECT_TRUE(transcript_of(other_->read(), "ep_here")->has_value());
  EXPECT_TRUE(brief_by_id(other_->read(), "br_one")->has_value());
}

// Their addresses are not in the archive; what is left of them is the same.
TEST_F(Archive, KeepsPrivateShowsOfOneServerApart) {
  write([](Tx& tx) {
    for (const std::string name : {"a", "b"}) {
      auto show = a_show("sh_" + name);
      show.slug = name;
      show.is_private = true;
      put(tx, show);
      auto feed = a_feed("fe_" + name);
      feed.show_id = show.id;
      feed.url = "https://a.example/private?token=" + name + "0123456789abcdef";
      put(tx, feed);
    }
  });
  const auto done = import_into([](Tx& tx) { put(tx, a_show("sh_mine")); });
  EXPECT_EQ(done.shows, 3);
}

TEST_F(Archive, ChangesTheAddressOfNoShow) {
  import_into([](Tx& tx) { put(tx, a_show("sh_zzz")); });
  EXPECT_EQ((**show_by_id(other_->read(), "sh_zzz")).slug, "the-show");
  EXPECT_EQ((**show_by_id(other_->read(), "sh_one")).slug, "the-show-_one");
}

// Both have distilled the episode, into other insights: those here stand, and one that a brief names keeps its page.
TEST_F(Archive, DoublesNoInsightsOfAnEpisodeThatIsDistilledHereToo) {
  other_ = *Store::open(folder_ / "other.db");
  ASSERT_TRUE(other_->write([](Tx& tx) {
    put(tx, a_show());
    put(tx, a_feed());
    put(tx, an_episode());
    replace_insights(tx, "ep_one", std::vector{an_insight("in_own")});
    put(tx, Reader{.id = "re_home", .email = {}, .added = at(0)});
  }));
  const auto done = import_archive(*other_, source_of(dumped(export_archive, *store_)), "v1");
  ASSERT_TRUE(done) << done.error().log_line();
  EXPECT_EQ(ids(insights_of_episode(other_->read(), "ep_one")), std::vector<std::string>{"in_own"});
  EXPECT_EQ((**insight_by_id(other_->read(), "in_one")).replaced_by, "in_own");  // it is in the brief
  EXPECT_FALSE(insight_by_id(other_->read(), "in_two")->has_value());
  EXPECT_EQ(insights_by_words(other_->read(), a_word("pumps"), {}, 9)->size(), 1U);
}

TEST_F(Archive, KnowsAReaderByTheirAddress) {
  write([](Tx& tx) {
    put(tx, Reader{.id = "re_there", .email = "ann@a.example"});
    put(tx, Interest{"re_there", InterestKind::words, "heat pumps", at(1)});
  });
  other_ = *Store::open(folder_ / "other.db");
  ASSERT_TRUE(other_->write([](Tx& tx) {
    put(tx, a_show("sh_mine"));
    put(tx, Reader{.id = "re_here", .email = "ann@a.example"});
  }));
  ASSERT_TRUE(import_archive(*other_, source_of(dumped(export_archive, *store_)), "v1"));
  EXPECT_FALSE(reader_by_id(other_->read(), "re_there")->has_value());
  EXPECT_EQ(interests_of(other_->read(), "re_here")->size(), 1U);
}

TEST_F(Archive, SaysHowManyReadersGetBriefsFromHereNow) {
  write([](Tx& tx) {
    put(tx, Reader{.id = "re_ann", .email = "ann@a.example"});
    put(tx, Reader{.id = "re_bob", .email = "bob@a.example", .state = ReaderState::paused});
  });
  const auto mine = [](Tx& tx) { put(tx, a_show("sh_mine")); };
  EXPECT_EQ(import_into(mine).readers, 1);
  EXPECT_EQ(import_into(mine).readers, 0);  // they are here already
}

}  // namespace
}  // namespace pith::store
