#include "pipeline/briefing.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "pipeline/dispatch.h"
#include "pipeline/parts.h"
#include "pipeline/steps/step.h"
#include "store/briefs.h"
#include "store/deliveries.h"
#include "store/episodes.h"
#include "store/feeds.h"
#include "store/insights.h"
#include "store/links.h"
#include "store/readers.h"
#include "store/shows.h"
#include "store/tastes.h"
#include "support/files.h"

namespace pith::pipeline {
namespace {

using Ids = std::vector<std::string>;
constexpr CivilDay first_day{std::chrono::year{2026}, std::chrono::month{11}, std::chrono::day{25}};

Time noon_of(CivilDay day) { return Time{std::chrono::sys_days{day}} + std::chrono::hours{12}; }

// Eight shows, each with one episode of the first day and one insight, on a topic of its own; the first the best.
struct ADay : testing::Test {
  ADay() {
    parts.clock.set(noon_of(first_day));
    write([&](store::Tx& tx) {
      for (int n = 0; n < 8; ++n) put_episode(tx, n);
      for (const auto* id : {"re_home", "re_ann", "re_bob"})
        store::put(tx, Reader{.id = id, .email = std::string(id) + "@example.org", .added = parts.clock.now()});
    });
  }

  void write(const std::function<void(store::Tx&)>& work) {
    const auto done = store->write(work);
    ASSERT_TRUE(done) << done.error().log_line();
  }

  void put_episode(store::Tx& tx, int n) {
    const auto suffix = std::to_string(n);
    Show show;
    show.id = "sh_" + suffix;
    show.slug = show.title = "show " + suffix;
    store::put(tx, show);
    Feed feed;
    feed.id = "fe_" + suffix;
    feed.show_id = show.id;
    feed.url = "https://a.example/" + suffix;
    store::put(tx, feed);
    Episode episode;
    episode.id = "ep_" + suffix;
    episode.show_id = show.id;
    episode.feed_id = feed.id;
    episode.guid = suffix;
    episode.first_seen = episode.published = noon_of(first_day) - std::chrono::hours{1};
    episode.persons = {{"Ada Lovelace" + std::string(static_cast<std::size_t>(n + 1), 'x'), "guest", "", "", ""}};
    store::put(tx, episode);
    store::replace_insights(tx, episode.id, std::vector{insight_of(episode, n)});
  }

  static Insight insight_of(const Episode& episode, int n) {
    Insight insight;
    insight.id = "in_" + std::to_string(n);
    insight.episode_id = episode.id;
    insight.show_id = episode.show_id;
    insight.headline = "w" + std::to_string(n) + "x1";
    for (int word = 0; word < 30; ++word) insight.text += "w" + std::to_string(n) + "x" + std::to_string(word) + " ";
    insight.topics = {"q" + std::to_string(n) + "q"};
    insight.score = 4 - 0.1 * n;
    insight.evidence = {{{1, 3}, std::chrono::seconds(10), std::chrono::seconds(20), "unknown speaker", "words"}};
    insight.published = insight.first_seen = episode.first_seen;
    return insight;
  }

  Brief brief_for(const std::string& reader_id, CivilDay day = first_day) {
    parts.clock.set(noon_of(day));
    const auto reader = store::reader_by_id(store->read(), reader_id);
    const auto brief = brief_of(parts.context, **reader, day);
    EXPECT_TRUE(brief) << brief.error().log_line();
    return brief.value_or(Brief{});
  }

  static Ids picks_of(const Brief& brief) {
    Ids ids;
    for (const auto& pick : brief.picks) ids.push_back(pick.insight_id);
    return ids;
  }

  test::TempFolder folder;
  std::unique_ptr<store::Store> store = std::move(*store::Store::open(folder / "pith.db"));
  Parts parts{*store, test::in_repository("data"), folder / "outbox"};
};

using Briefing = ADay;

TEST_F(Briefing, OfARoundStandOnWhatTheyDependOnAlone) {
  const auto first = *parts.rounds.current(parts.context);
  write([&](store::Tx& tx) {
    auto show = **store::show_by_id(tx, "sh_1");
    show.description = "said anew at every poll";
    store::put(tx, show);
    auto episode = **store::episode_by_id(tx, "ep_1");
    episode.description = "this too";
    episode.state = EpisodeState::distilled;
    store::put(tx, episode);
    episode.id = "ep_new";
    episode.guid = "new";
    store::put(tx, episode);
  });
  EXPECT_EQ(*parts.rounds.current(parts.context), first);
  write([&](store::Tx& tx) {
    auto episode = **store::episode_by_id(tx, "ep_1");
    episode.hidden = true;
    store::put(tx, episode);
  });
  const auto second = *parts.rounds.current(parts.context);
  EXPECT_NE(second, first);
  write([&](store::Tx& tx) {
    auto show = **store::show_by_id(tx, "sh_2");
    show.title = "Another name";
    store::put(tx, show);
  });
  EXPECT_NE(*parts.rounds.current(parts.context), second);
}

// The clock is asked when a brief's picks are about to be chosen, after what was sent was read: just then another
// process makes the next day's.
TEST_F(Briefing, OfTwoDaysMadeAtOnceShareNoPick) {
  brief_for("re_bob");  // so that the round is there
  const CivilDay next_day = std::chrono::sys_days{first_day} + std::chrono::days{1};
  const auto ann = **store::reader_by_id(store->read(), "re_ann");
  int asked = 0;
  Ids others;
  parts.clock.when_asked([&] {
    if (++asked != 2) return;
    const auto other = brief_of(parts.context, ann, next_day);
    ASSERT_TRUE(other);
    others = picks_of(*other);
  });
  const auto brief = brief_of(parts.context, ann, first_day);
  parts.clock.when_asked({});
  ASSERT_TRUE(brief);
  ASSERT_EQ(others.size(), 5u);
  EXPECT_EQ(picks_of(*brief), (Ids{"in_5", "in_6", "in_7"}));
}

TEST_F(Briefing, GivesReadersOfWhomNothingIsKnownTheBest) {
  EXPECT_EQ(picks_of(brief_for("re_ann")), (Ids{"in_0", "in_1", "in_2", "in_3", "in_4"}));
  EXPECT_EQ(picks_of(brief_for("re_bob")), (Ids{"in_0", "in_1", "in_2", "in_3", "in_4"}));
}

TEST_F(Briefing, FollowsTheInterestsOfEachReader) {
  const auto since = parts.clock.now();
  write([&](store::Tx& tx) {
    store::put(tx, Interest{"re_ann", InterestKind::topic, "q7q", since});
    store::put(tx, Interest{"re_bob", InterestKind::person, "ada-lovelacexxxxxxx", since});
  });
  const auto ann = brief_for("re_ann");
  EXPECT_EQ(ann.picks.front().insight_id, "in_7");
  EXPECT_TRUE(ann.picks.front().reason.starts_with("New on your topic: q7q")) << ann.picks.front().reason;
  const auto bob = brief_for("re_bob");
  EXPECT_EQ(bob.picks.front().insight_id, "in_6");
  EXPECT_TRUE(bob.picks.front().reason.starts_with("With someone you follow: Ada Lovelacexxxxxxx"));
}

TEST_F(Briefing, HeedsTheVerdictsInTheNextBrief) {
  brief_for("re_ann");
  const auto next = next_day(first_day);
  write([&](store::Tx& tx) {
    store::put(tx, Verdict{"re_ann", "in_0", Taste::less, parts.clock.now()});
    auto more = insight_of({.id = "ep_5", .show_id = "sh_5"}, 5);
    more.topics = {"q0q"};
    more.first_seen = noon_of(first_day) - std::chrono::hours{1};
    store::replace_insights(tx, "ep_5", std::vector{more});
  });
  EXPECT_EQ(picks_of(brief_for("re_ann", next)), (Ids{"in_6", "in_7", "in_5"}));
}

TEST_F(Briefing, NeverSendsWhatRestatesWhatWasSentEvenToAnArchiveLongAgo) {
  brief_for("re_ann");
  const auto month_later = CivilDay{std::chrono::sys_days{first_day} + std::chrono::days{30}};
  write([&](store::Tx& tx) {
    for (const int n : {5, 6, 7}) {
      auto insight = insight_of({.id = "ep_" + std::to_string(n), .show_id = "sh_" + std::to_string(n)}, n);
      insight.first_seen = noon_of(month_later) - std::chrono::hours{1};
      if (n == 6) insight.text = insight_of({}, 1).text;  // nearly the words of one sent
      store::replace_insights(tx, insight.episode_id, std::vector{insight});
    }
    store::put_links(tx, std::vector{Link{"in_5", "in_0", LinkKind::restates, 0.7}});
  });
  EXPECT_EQ(picks_of(brief_for("re_ann", month_later)), Ids{"in_7"});
  EXPECT_EQ(picks_of(brief_for("re_bob", month_later)), (Ids{"in_6", "in_7", "in_5"}));  // in_5 was said before
}

TEST_F(Briefing, SeesWhatCameInSinceTheRoundWasMade) {
  brief_for("re_ann");
  write([&](store::Tx& tx) {
    Episode episode;
    episode.id = "ep_7";
    episode.show_id = "sh_7";
    episode.first_seen = noon_of(first_day);
    auto best = insight_of(episode, 7);
    best.score = 5;
    store::replace_insights(tx, "ep_7", std::vector{best});
  });
  EXPECT_EQ(brief_for("re_bob").picks.front().insight_id, "in_7");
}

TEST_F(Briefing, KeepsPrivateShowsForTheReaderAtHomeWhereNobodyElseLooks) {
  write([&](store::Tx& tx) {
    auto show = **store::show_by_id(tx, "sh_0");
    show.is_private = true;
    store::put(tx, show);
  });
  EXPECT_EQ(brief_for("re_home").picks.front().insight_id, "in_1");
  parts.context.options.home_pages = true;
  EXPECT_EQ(
      brief_for("re_home", CivilDay{std::chrono::sys_days{first_day} + std::chrono::days{1}}).picks.front().insight_id,
      "in_0");
  EXPECT_EQ(brief_for("re_ann").picks.front().insight_id, "in_1");
}

TEST_F(Briefing, MakesEachReadersOnceThroughTheWorkTable) {
  const auto version = format_day(first_day);
  write([&](store::Tx& tx) {
    for (const auto* id : {"re_home", "re_ann", "re_bob"})
      store::enqueue(tx, brief_work(id, version), parts.clock.now());
  });
  Dispatch dispatch(parts.context, {});
  EXPECT_EQ(dispatch.run_until_idle({"brief", "deliver"})->done, 6);
  for (const auto* id : {"re_home", "re_ann", "re_bob"}) {
    const auto brief = *store::brief_of_day(store->read(), id, first_day);
    ASSERT_TRUE(brief) << id;
    const auto deliveries = *store::deliveries_of_brief(store->read(), brief->id);
    ASSERT_EQ(deliveries.size(), 1U);
    EXPECT_EQ(deliveries.front().state, DeliveryState::sent);
  }
}

TEST_F(Briefing, CommitsABriefOnlyTogetherWithItsDelivery) {
  store.reset();
  int commits = 0;
  store = std::move(*store::Store::open(folder / "pith.db", {.on_commit = [&](store::CommitPoint at) {
                                          if (at == store::CommitPoint::before) ++commits;
                                        }}));
  Parts again{*store, test::in_repository("data"), folder / "outbox"};
  again.clock.set(noon_of(first_day));
  const auto reader = store::reader_by_id(store->read(), "re_ann");
  const auto brief = brief_of(again.context, **reader, first_day);
  ASSERT_TRUE(brief);
  EXPECT_EQ(commits, 1);
  EXPECT_EQ(store::deliveries_of_brief(store->read(), brief->id)->size(), 1U);
}

// As `pith serve` makes them: the clock runs, and the work of other steps stays in the table.
struct ServedBriefs : ADay {
  ServedBriefs() { parts.context.options.clock_kind = ClockKind::running; }

  void ask_for(const std::string& reader_id) {
    write([&](store::Tx& tx) { store::enqueue(tx, brief_work(reader_id, format_day(first_day)), parts.clock.now()); });
  }
  void hide_all(bool hidden) {
    write([&](store::Tx& tx) {
      for (int n = 0; n < 8; ++n) {
        auto episode = **store::episode_by_id(tx, "ep_" + std::to_string(n));
        episode.hidden = hidden;
        store::put(tx, episode);
      }
    });
  }
  std::size_t picks_after(std::chrono::minutes pause, const std::string& reader_id) {
    parts.clock.set(parts.clock.now() + pause);
    EXPECT_TRUE(Dispatch(parts.context, {}).run_until_idle({"brief"}));
    const auto brief = store::brief_of_day(store->read(), reader_id, first_day);
    return *brief ? (*brief)->picks.size() : 0;
  }
  void transcript_is(bool due) {
    write([&](store::Tx& tx) {
      if (due) return store::enqueue(tx, transcript_work("ep_x"), parts.clock.now());
      store::forget(tx, transcript_work("ep_x"));
    });
  }
};

TEST_F(ServedBriefs, TheFirstOfAHomeWaitsUntilTheFirstEpisodesAreDistilled) {
  transcript_is(true);
  ask_for("re_home");
  EXPECT_EQ(picks_after(std::chrono::minutes{0}, "re_home"), 0u);
  EXPECT_EQ(picks_after(std::chrono::minutes{1}, "re_home"), 0u);
  transcript_is(false);
  EXPECT_EQ(picks_after(std::chrono::minutes{1}, "re_home"), 5u);
}

TEST_F(ServedBriefs, TheFirstOfAHomeWaitsAnHourAtMost) {
  transcript_is(true);
  ask_for("re_home");
  EXPECT_EQ(picks_after(std::chrono::minutes{59}, "re_home"), 0u);
  EXPECT_EQ(picks_after(std::chrono::minutes{1}, "re_home"), 5u);
}

TEST_F(ServedBriefs, WithoutPicksAreLookedAtAgainWhileEpisodesAreOnTheirWay) {
  hide_all(true);
  transcript_is(true);
  ask_for("re_ann");
  EXPECT_EQ(picks_after(std::chrono::minutes{0}, "re_ann"), 0u);
  EXPECT_EQ(picks_after(std::chrono::hours{3}, "re_ann"), 0u);
  hide_all(false);
  EXPECT_EQ(picks_after(std::chrono::minutes{5}, "re_ann"), 5u);
}

TEST_F(ServedBriefs, WithoutPicksUseTheDayUpOnceNothingIsOnItsWay) {
  hide_all(true);
  ask_for("re_ann");
  EXPECT_EQ(picks_after(std::chrono::minutes{0}, "re_ann"), 0u);
  hide_all(false);
  EXPECT_EQ(picks_after(std::chrono::hours{1}, "re_ann"), 0u);
}

TEST_F(ServedBriefs, OfADayThatIsOverAreNotLookedAtAgain) {
  hide_all(true);
  transcript_is(true);
  ask_for("re_ann");
  picks_after(std::chrono::hours{12}, "re_ann");
  EXPECT_EQ(store::work_by_key(store->read(), brief_work("re_ann", format_day(first_day)))->value().state,
            store::WorkState::done);
}

}  // namespace
}  // namespace pith::pipeline
