#include "store/search.h"

#include "store/home.h"
#include "store/passages.h"
#include "store/record.h"
#include "store/search_index.h"
#include "store/search_query.h"
#include "store/topics.h"
#include "store/vocabulary.h"
#include "store/work.h"
#include "store/work_keys.h"

namespace pith::store {
namespace {

Words all_of(std::vector<std::string> words) {
  Words asked;
  for (auto& word : words) asked.wanted.push_back({{std::move(word)}, false});
  return asked;
}

class Search : public Home {
 protected:
  Search() { fill(); }
  std::size_t insights(const Words& words, const Narrow& narrow = {}) {
    return insights_by_words(store_->read(), words, narrow, 20)->size();
  }
  std::size_t insights(std::string word, const Narrow& narrow = {}) { return insights(all_of({word}), narrow); }
  std::vector<PassageHit> hits(const Words& words, const Narrow& narrow = {}) {
    const auto session = store_->read();
    auto found = *passages_by_words(session, words, narrow, 20);
    EXPECT_TRUE(read_words(session, found));
    return found;
  }
  std::size_t passages(std::string word, const Narrow& narrow = {}) { return hits(all_of({word}), narrow).size(); }
  void make_show(bool hidden, bool is_private) {
    auto show = a_show();
    show.hidden = hidden;
    show.is_private = is_private;
    write([&](Tx& tx) { put(tx, show); });
  }
};

TEST_F(Search, FindsInsightsByHeadlineTextSpeakerTopicAndProof) {
  for (const auto* word : {"pumps", "GAS", "guest", "heating", "heat pump", "work in the cold", "running"})
    EXPECT_EQ(insights(word), 1u) << word;
  EXPECT_EQ(insights("zebra"), 0u);
  EXPECT_EQ(insights("cold the in work"), 0u);
  Words beginning;
  beginning.wanted = {{{"pum"}, true}};
  EXPECT_EQ(insights(beginning), 1u);
}

TEST_F(Search, LooksIntoTheTalkAroundAnInsightWhereToldTo) {
  auto words = all_of({"owner", "gas"});
  EXPECT_EQ(insights(words), 0u);
  words.around = true;
  EXPECT_EQ(insights(words), 1u);
  words.refused = {{{"owner"}, false}};  // said around it, not by it
  EXPECT_EQ(insights(words), 1u);
  for (const auto* aside : {"zebra", "giraffe"}) {
    auto of_an_aside = all_of({aside});
    of_an_aside.around = true;
    EXPECT_EQ(insights(of_an_aside), 0u) << aside;
  }
}

TEST_F(Search, FindsAnyFormOfATermAndNothingThatIsRefused) {
  Words words;
  words.wanted = {{{"zebra", "pumps"}, false}};
  EXPECT_EQ(insights(words), 1u);
  words.refused = {{{"giraffe"}, false}};
  EXPECT_EQ(insights(words), 1u);
  words.refused.push_back({{"gas"}, false});
  EXPECT_EQ(insights(words), 0u);
}

TEST_F(Search, NeedsEveryPhraseWhereAnyWordWillDo) {
  Words words = all_of({"pumps", "zebra"});
  words.join = Join::any;
  EXPECT_EQ(insights(words), 1u);
  words.needed = {{{"half of what gas"}, false}};
  EXPECT_EQ(insights(words), 1u);
  words.needed.push_back({{"gas what of half"}, false});
  EXPECT_EQ(insights(words), 0u);
}

TEST_F(Search, FindsWhatWasSaidWithItsPlace) {
  const auto found = hits(all_of({"run"}));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].episode_id, "ep_one");
  EXPECT_EQ(found[0].cues, (CueRange{2, 2}));
  EXPECT_EQ(found[0].start, std::chrono::milliseconds{4000});
  EXPECT_EQ(found[0].speaker, "Bob Guest");
  EXPECT_EQ(found[0].text, "Running one costs half of what gas does.");
}

TEST_F(Search, NeverFindsAdsOrChatter) {
  EXPECT_EQ(passages("zebra"), 0u);
  EXPECT_EQ(passages("giraffe"), 0u);
  EXPECT_EQ(passages("cafe"), 1u);
  for (const auto* word : {"zebra", "giraffe"}) EXPECT_EQ(*episodes_with(store_->read(), word), 0) << word;
}

TEST_F(Search, FollowsAReplacedTranscript) {
  auto transcript = a_transcript();
  transcript.cues[2].text = "Something else entirely.";
  write([&](Tx& tx) { put_transcript(tx, "ep_one", transcript); });
  EXPECT_EQ(passages("gas"), 0u);
  EXPECT_EQ(passages("entirely"), 1u);
  EXPECT_EQ(*episodes_with(store_->read(), "gas"), 0);
  EXPECT_EQ(*episodes_with(store_->read(), "entirely"), 1);
}

TEST_F(Search, FollowsReplacedInsights) {
  auto other = an_insight("in_two");
  other.headline = "Solar panels";
  other.text = "Panels pay.";
  write([&](Tx& tx) { replace_insights(tx, "ep_one", std::vector{other}); });
  EXPECT_EQ(insights("pumps"), 0u);
  EXPECT_EQ(insights("solar"), 1u);
}

TEST_F(Search, NeverShowsAReplacedInsightThatWasSent) {
  write([&](Tx& tx) { add_brief(tx, a_brief()); });
  auto other = an_insight("in_two");
  other.headline = other.text = "Panels pay.";
  write([&](Tx& tx) { replace_insights(tx, "ep_one", std::vector{other}); });
  const auto session = store_->read();
  ASSERT_TRUE(insight_by_id(session, "in_one")->has_value());
  EXPECT_EQ(insights("pumps"), 0u);
  EXPECT_TRUE(insight_hits(session, std::vector<std::string>{"in_one"}, {})->empty());
  EXPECT_EQ(*newest_insights(session, {}, 10), std::vector<std::string>{"in_two"});
}

TEST_F(Search, FindsNothingOfAHiddenShow) {
  make_show(true, false);
  EXPECT_EQ(insights("pumps"), 0u);
  EXPECT_EQ(passages("gas"), 0u);
  EXPECT_TRUE(newest_insights(store_->read(), {}, 10)->empty());
}

TEST_F(Search, FindsNothingOfAHiddenEpisode) {
  auto episode = an_episode();
  episode.hidden = true;
  write([&](Tx& tx) { put(tx, episode); });
  EXPECT_EQ(insights("pumps"), 0u);
  EXPECT_EQ(passages("gas"), 0u);
  EXPECT_TRUE(insight_hits(store_->read(), std::vector<std::string>{"in_one"}, {})->empty());
}

TEST_F(Search, FindsPrivateShowsForTheirOwnerOnly) {
  make_show(false, true);
  EXPECT_EQ(insights("pumps"), 1u);
  EXPECT_EQ(passages("gas"), 1u);
  const Narrow others{.with_private = false};
  EXPECT_EQ(insights("pumps", others), 0u);
  EXPECT_EQ(passages("gas", others), 0u);
  EXPECT_TRUE(newest_insights(store_->read(), others, 10)->empty());
  EXPECT_TRUE(insight_hits(store_->read(), std::vector<std::string>{"in_one"}, others)->empty());
  EXPECT_TRUE(topics_of_late(store_->read(), 10, false)->empty());
  EXPECT_EQ(topics_of_late(store_->read(), 10, true)->size(), 1u);
}

TEST_F(Search, LooksInOneShowOnly) {
  EXPECT_EQ(insights("pumps", {.show_id = "sh_one"}), 1u);
  EXPECT_EQ(passages("gas", {.show_id = "sh_one"}), 1u);
  EXPECT_EQ(insights("pumps", {.show_id = "sh_two"}), 0u);
  EXPECT_EQ(passages("gas", {.show_id = "sh_two"}), 0u);
}

TEST_F(Search, LooksInATimeWithItsBeginningAndWithoutItsEnd) {
  EXPECT_EQ(insights("pumps", {.since = at(10), .until = at(11)}), 1u);
  EXPECT_EQ(passages("gas", {.since = at(10), .until = at(11)}), 1u);
  EXPECT_EQ(insights("pumps", {.since = at(11)}), 0u);
  EXPECT_EQ(passages("gas", {.until = at(10)}), 0u);
}

TEST_F(Search, LooksAtWhatOnePersonSaysOnly) {
  const auto session = store_->read();
  const Narrow bob{.speakers = *speakers_called(session, "Bob Guest", true)};
  const Narrow ann{.speakers = *speakers_called(session, "ann", true)};
  EXPECT_EQ(ann.speakers, std::vector<std::string>{"Ann Host"});
  EXPECT_EQ(insights("pumps", bob), 1u);
  EXPECT_EQ(insights("pumps", ann), 0u);
  EXPECT_EQ(passages("gas", bob), 1u);
  EXPECT_EQ(passages("gas", ann), 0u);
  EXPECT_EQ(passages("cold", ann), 1u);
  EXPECT_TRUE(speakers_called(session, "Zed", true)->empty());
  EXPECT_TRUE(speakers_called(session, "%", true)->empty());
}

TEST_F(Search, KnowsSpeakersOfPrivateShowsForTheirOwnerOnlyAndThoseOfHiddenOnesForNobody) {
  const auto known = [&](bool with_private) {
    const auto session = store_->read();
    return speakers_called(session, "Bob Guest", with_private)->size() +
           speakers_called(session, "bob", with_private)->size();
  };
  EXPECT_EQ(known(false), 2u);
  make_show(false, true);
  EXPECT_EQ(known(true), 2u);
  EXPECT_EQ(known(false), 0u);
  make_show(true, false);
  EXPECT_EQ(known(true), 0u);
}

TEST_F(Search, LooksAfterAnEpisodeWhoseDateAndShowChange) {
  auto other = a_show("sh_two");
  other.slug = "other";
  auto episode = an_episode();
  episode.show_id = "sh_two";
  episode.published = at(10) - std::chrono::days{400};
  write([&](Tx& tx) {
    put(tx, other);
    put(tx, an_episode("ep_late", 60 * 24 * 90));  // so that months tell something apart
    put(tx, episode);
  });
  ASSERT_TRUE(work_by_key(store_->read(), index_work("ep_one"))->has_value());
  write([](Tx& tx) { reindex_moved(tx, "ep_one"); });
  EXPECT_EQ(passages("gas", {.show_id = "sh_two", .until = at(0)}), 1u);
  EXPECT_EQ(passages("gas", {.since = at(0)}), 0u);
  auto transcript = a_transcript();
  transcript.cues[2].text = "Something else entirely.";
  write([&](Tx& tx) { put_transcript(tx, "ep_one", transcript); });
  EXPECT_EQ(passages("gas"), 0u);
  EXPECT_EQ(passages("entirely", {.show_id = "sh_two", .until = at(0)}), 1u);
}

TEST_F(Search, LooksAfterInsightsWhoseEpisodeHasNoTranscriptAndAnotherDate) {
  auto episode = an_episode("ep_two");
  auto insight = an_insight("in_two");
  insight.episode_id = "ep_two";
  insight.text = insight.headline = "Panels pay.";
  write([&](Tx& tx) {
    put(tx, an_episode("ep_late", 60 * 24 * 90));  // so that months tell something apart
    put(tx, episode);
    replace_insights(tx, "ep_two", std::vector{insight});
  });
  EXPECT_EQ(insights("panels", {.until = at(60 * 24)}), 1u);
  episode.published -= std::chrono::days{400};
  write([&](Tx& tx) { put(tx, episode); });
  EXPECT_EQ(insights("panels", {.until = at(-60 * 24 * 300)}), 1u);
  EXPECT_FALSE(work_by_key(store_->read(), index_work("ep_two"))->has_value());
}

TEST_F(Search, LeavesTheTranscriptOfAnEpisodeThatStaysWhereItIs) {
  auto episode = an_episode();
  episode.title = "Another title";
  episode.published += std::chrono::minutes{1};
  write([&](Tx& tx) { put(tx, episode); });
  EXPECT_FALSE(work_by_key(store_->read(), index_work("ep_one"))->has_value());
}

TEST_F(Search, RanksWithinAShowHoweverManyOthersSayTheSame) {
  auto other = a_show("sh_two");
  other.slug = "other";
  write([&](Tx& tx) {
    put(tx, other);
    for (int n = 0; n < 300; ++n) {
      auto episode = an_episode(fmt::format("ep_other_{}", n));
      episode.show_id = "sh_two";
      put(tx, episode);
      put_transcript(tx, episode.id, a_transcript());
    }
  });
  EXPECT_EQ(passages("gas", {.show_id = "sh_one"}), 1u);
  other.hidden = true;
  write([&](Tx& tx) { put(tx, other); });
  EXPECT_EQ(passages("gas"), 1u);
}

// The statements name the indexes they walk, and fail where these are not there.
TEST_F(Search, ListsTheNewestOfAPersonAndOfAShow) {
  const auto session = store_->read();
  EXPECT_EQ(*speakers_called(session, "bob", true), std::vector<std::string>{"Bob Guest"});
  EXPECT_EQ(*newest_insights(session, {.speakers = {"Bob Guest"}}, 5), std::vector<std::string>{"in_one"});
  EXPECT_EQ(*newest_insights(session, {.show_id = "sh_one"}, 5), std::vector<std::string>{"in_one"});
  EXPECT_TRUE(newest_insights(session, {.show_id = "sh_one", .speakers = {"Ann Host"}}, 5)->empty());
  EXPECT_TRUE(newest_insights(session, {.show_id = "sh_two", .speakers = {"Bob Guest"}}, 5)->empty());
}

TEST_F(Search, FindsSpeakersNamesInPassages) { EXPECT_EQ(hits(all_of({"bob", "gas"})).size(), 1u); }

TEST_F(Search, TakesWhateverATermHolds) {
  const std::string nul("a\0b", 3);
  for (const auto& text :
       {std::string("\""), std::string("a AND"), std::string("NEAR("), std::string("*"), std::string("headline:x"),
        std::string("'; DROP TABLE shows; --"), std::string("\xff\xfe"), nul, std::string(5000, 'q'), std::string()})
    for (const bool beginning : {false, true}) {
      Words words{.wanted = {{{text}, beginning}}, .needed = {{{text}, false}}, .refused = {{{text}, false}}};
      EXPECT_TRUE(insights_by_words(store_->read(), words, {}, 5)) << text;
      EXPECT_TRUE(passages_by_words(store_->read(), words, {.speakers = {text}}, 5)) << text;
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
  EXPECT_EQ(*episodes_with(store_->read(), "gas"), 1);
}

class SearchBuiltAnew : public Search {
 protected:
  SearchBuiltAnew() {
    write([](Tx& tx) {
      for (int n = 0; n < several_batches; ++n) {
        const auto id = fmt::format("ep_{:04}", n);
        put(tx, an_episode(id));
        put_transcript(tx, id, a_transcript());
      }
    });
  }
  void make_old() {
    write([](Tx& tx) { change(tx, "UPDATE meta SET value = 'older' WHERE key = 'search_rules'"); });
  }
  static constexpr int several_batches = 450;
};

TEST_F(SearchBuiltAnew, IsWholeWhereAnotherBeganToBuildItMeanwhileAndWasKilled) {
  struct Killed {};
  int commits = 0;
  std::unique_ptr<Store> other;
  auto first = open({.on_commit = [&](CommitPoint at) {
    if (at != CommitPoint::after || ++commits != 7) return;
    EXPECT_THROW((void)ensure_search_index(*other), Killed);
  }});
  other = open({.on_commit = [](CommitPoint at) {
    if (at == CommitPoint::after) throw Killed{};
  }});
  make_old();
  ASSERT_TRUE(ensure_search_index(*first));
  EXPECT_GT(commits, 7);
  EXPECT_EQ(*episodes_with(store_->read(), "gas"), several_batches + 1);
}

TEST_F(SearchBuiltAnew, IsGoneOnWithWhereItsBuilderWasKilled) {
  struct Killed {};
  int commits = 0;
  auto killed = open({.on_commit = [&](CommitPoint at) {
    if (at == CommitPoint::after && ++commits == 7) throw Killed{};
  }});
  make_old();
  EXPECT_THROW((void)ensure_search_index(*killed), Killed);
  EXPECT_EQ(*episodes_with(store_->read(), "gas"), 400);
  ASSERT_TRUE(ensure_search_index(*store_));
  EXPECT_EQ(*episodes_with(store_->read(), "gas"), several_batches + 1);
  EXPECT_EQ(insights("pumps"), 1u);
}

TEST_F(Search, KnowsHowManyEpisodesSayAWord) {
  const auto session = store_->read();
  EXPECT_EQ(*episodes_with(session, "running"), 1);
  EXPECT_EQ(*episodes_with(session, "run"), 0);
  EXPECT_EQ(*words_beginning(session, "co"), (std::vector<WordUse>{{"cold", 1}, {"costs", 1}}));
  EXPECT_EQ(words_beginning(session, "caf")->size(), 1u);
  EXPECT_TRUE(words_beginning(session, "zeb")->empty());
}

TEST(MatchExpression, JoinsWhatIsWantedNeededAndRefused) {
  EXPECT_EQ(match_expression(all_of({"heat", "pump"})), R"(("heat" AND "pump"))");
  Words words{.wanted = {{{"a", "b"}, true}}, .needed = {{{"c d"}, false}}, .refused = {{{"e"}, false}}};
  EXPECT_EQ(match_expression(words), R"(("c d" AND (("a"* OR "b"*))) NOT ("e"))");
  EXPECT_EQ(match_expression(words, "- {x}"), R"(- {x} : (("c d" AND (("a"* OR "b"*))) NOT ("e")))");
  words.around = true;
  EXPECT_EQ(match_expression(words, "- {x}"), R"((- {x} : ("c d") AND (("a"* OR "b"*))) NOT (- {x} : ("e")))");
  words.wanted.clear();
  words.needed.clear();
  EXPECT_EQ(match_expression(words), "");
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
