#include "store/archive.h"

#include "store/edition.h"
#include "store/home.h"
#include "store/hooks.h"
#include "store/import_insights.h"
#include "store/search.h"
#include "store/tastes.h"

namespace pith::store {
namespace {

using Lines = std::vector<std::string>;

Lines dumped(Result<void> (*dump)(const Session&, const LineSink&), const Store& store) {
  Lines lines;
  const auto done = dump(store.read(), [&](std::string_view line) -> Result<void> {
    lines.emplace_back(line);
    return {};
  });
  EXPECT_TRUE(done) << done.error().log_line();
  return lines;
}

LineSource source_of(Lines lines) {
  return [lines = std::move(lines), next = std::size_t{0}]() mutable -> std::optional<std::string> {
    if (next == lines.size()) return std::nullopt;
    return lines[next++];
  };
}

class Archive : public Home {
 protected:
  Archive() {
    fill();
    write([](Tx& tx) {
      put(tx, an_episode("ep_two", 20));
      auto replaced = an_insight("in_two");
      replaced.score = 1.0 / 3;
      replace_insights(tx, "ep_one", std::vector{an_insight(), replaced});
      put_links(tx, std::vector<Link>{{"in_two", "in_one", LinkKind::opposes, .1}});
      add_brief(tx, a_brief());
      add_delivery(tx, a_delivery());
      enqueue(tx, {"poll", "fe_one", ""}, at(60));
      enqueue(tx, {"distill", "ep_two", "v1"}, at(1));
      auto leased = lease(tx, {{"distill"}, at(2), 1, "me", std::chrono::microseconds{9}});
      bury(tx, leased->at(0), "too quiet");
      enqueue(tx, {"distill", "ep_one", "v1"}, at(1));
      (void)lease(tx, {{"distill"}, at(2), 1, "me", std::chrono::microseconds{9}});
    });
  }

  Result<Imported> import(Lines lines) {
    other_ = *Store::open(folder_ / "other.db");
    return import_archive(*other_, source_of(std::move(lines)));
  }

  // Into another home that has this already.
  template <class Work>
  Imported import_into(Work work) {
    other_ = *Store::open(folder_ / "other.db");
    EXPECT_TRUE(other_->write(work));
    const auto done = import_archive(*other_, source_of(dumped(export_archive, *store_)), "v1");
    EXPECT_TRUE(done) << done.error().log_line();
    return done.value_or(Imported{});
  }

  std::unique_ptr<Store> other_;
};

TEST_F(Archive, RestoresAHome) {
  const auto archive = dumped(export_archive, *store_);
  const auto done = import(archive);
  ASSERT_TRUE(done) << done.error().log_line();
  EXPECT_EQ(dumped(export_state, *other_), dumped(export_state, *store_));
  write([](Tx& tx) { (void)release_leases(tx, [](auto) { return false; }, {}); });
  EXPECT_EQ(dumped(export_archive, *other_), dumped(export_archive, *store_));
}

TEST_F(Archive, RestoresWhatIsFoundByOtherKeys) {
  ASSERT_TRUE(import(dumped(export_archive, *store_)));
  EXPECT_EQ(insights_by_words(other_->read(), a_word("pumps"), {}, 9)->size(), 2u);
  EXPECT_EQ(passages_by_words(other_->read(), a_word("gas"), {}, 9)->size(), 1u);
  EXPECT_EQ(sent_insights(other_->read(), "re_home")->size(), 1u);
  EXPECT_TRUE(feed_by_url(other_->read(), "http://old.example/fe_one")->has_value());
}

TEST_F(Archive, ChangesNothingInTheHomeItCameFrom) {
  const auto before = dumped(export_archive, *store_);
  const auto done = import_archive(*store_, source_of(before), "v1");
  ASSERT_TRUE(done) << done.error().log_line();
  EXPECT_EQ(done->shows + done->episodes + done->insights + done->left_out, 0);
  EXPECT_EQ(done->known, 2);
  EXPECT_EQ(dumped(export_archive, *store_), before);
}

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

TEST_F(Archive, BringsWebhooksWithoutTheirSecretAndSoPaused) {
  write([](Tx& tx) {
    put(tx, Hook{.id = "ho_one",
                 .reader_id = "re_home",
                 .url = "https://a.example/",
                 .secret = "whsec_x",
                 .events = {HookEvent::brief_ready}});
  });
  auto archive = dumped(export_archive, *store_);
  for (auto& line : archive) {
    EXPECT_FALSE(line.contains("whsec_")) << line;
    if (const auto at = line.find(R"("secret":"")"); at != std::string::npos) line.insert(at + 10, "whsec_forged");
  }
  ASSERT_TRUE(import(archive));
  const auto hook = **hook_by_id(other_->read(), "ho_one");
  EXPECT_EQ(hook.state, HookState::paused);
  EXPECT_EQ(hook.secret, "");
  auto copy = hook;
  EXPECT_FALSE(resume_hook(copy));
}

TEST_F(Archive, NamesTheLineThatRefersToWhatIsNotThere) {
  auto lines = dumped(export_archive, *store_);
  std::erase_if(lines, [](const std::string& line) { return line.starts_with(R"({"episode":{"id":"ep_one")"); });
  const auto done = import(lines);
  ASSERT_FALSE(done);
  EXPECT_TRUE(done.error().message.starts_with("Line ")) << done.error().message;
  EXPECT_TRUE(done.error().message.contains("the episode ep_one")) << done.error().message;
  EXPECT_TRUE(shows(other_->read())->empty());
}

TEST_F(Archive, TakesTheHomeReadersPlace) {
  other_ = *Store::open(folder_ / "other.db");
  ASSERT_TRUE(
      other_->write([](Tx& tx) { put(tx, Reader{.id = "re_home", .email = "new@a.example", .added = at(9)}); }));
  ASSERT_TRUE(import_archive(*other_, source_of(dumped(export_archive, *store_))));
  EXPECT_EQ((**reader_by_id(other_->read(), "re_home")).added, at(0));
}

TEST_F(Archive, LeavesTheHomeEmptyWhereItIsCutOff) {
  auto lines = dumped(export_archive, *store_);
  lines.pop_back();
  const auto done = import(lines);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().kind, ErrorKind::invalid_input);
  EXPECT_TRUE(shows(other_->read())->empty());
}

TEST_F(Archive, NamesTheLineThatCannotBeRead) {
  auto lines = dumped(export_archive, *store_);
  lines[1] = R"({"show":{"id":7}})";
  const auto done = import(lines);
  ASSERT_FALSE(done);
  EXPECT_EQ(done.error().message, "Line 2 of the archive: This show cannot be read.");
}

TEST_F(Archive, RefusesWhatIsNoArchiveAndWhatIsNewer) {
  EXPECT_EQ(import({"<html>"}).error().kind, ErrorKind::invalid_input);
  EXPECT_EQ(import({}).error().kind, ErrorKind::invalid_input);
  EXPECT_EQ(import({R"({"pith":"archive","version":2})"}).error().kind, ErrorKind::newer_version);
}

TEST_F(Archive, SaysWhereALineIsMissing) {
  auto lines = dumped(export_archive, *store_);
  lines.erase(lines.end() - 2);
  EXPECT_EQ(import(lines).error().kind, ErrorKind::invalid_input);
}

TEST_F(Archive, OfStateLeavesOutPollTimesAttemptsAndPendingWork) {
  const auto before = dumped(export_state, *store_);
  write([](Tx& tx) {
    auto feed = a_feed();
    feed.next_poll = at(999);
    feed.last_polled = at(998);
    feed.failures = 3;
    put(tx, feed);
    auto delivery = a_delivery();
    delivery.attempts = 4;
    update(tx, delivery);
    enqueue(tx, {"poll", "fe_two", ""}, at(60));
  });
  EXPECT_EQ(dumped(export_state, *store_), before);
}

TEST_F(Archive, OfStateShowsWhatDiffers) {
  const auto before = dumped(export_state, *store_);
  write([](Tx& tx) { set_state(tx, "ep_two", EpisodeState::waiting, "another reason"); });
  auto after = dumped(export_state, *store_);
  EXPECT_NE(after, before);
  auto transcript = a_transcript();
  transcript.cues[0].text += "!";
  write([&](Tx& tx) { put_transcript(tx, "ep_one", transcript); });
  EXPECT_NE(dumped(export_state, *store_), after);
}

TEST_F(Archive, OfStateNamesDeadWork) {
  const auto lines = dumped(export_state, *store_);
  EXPECT_EQ(lines.back(),
            R"({"dead":{"step":"distill","subject":"ep_two","version":"v1","state":"dead","error":"too quiet"}})");
}

}  // namespace
}  // namespace pith::store
