#include "search/engine.h"

#include <algorithm>

#include <fmt/format.h>

#include "store/home.h"
#include "support/files.h"

namespace pith::search {
namespace {

// Three insights of one episode, all with profiles, and the engine over them.
class SearchEngine : public store::Home {
 protected:
  SearchEngine()
      : bytes_(test::read_file(test::in_repository("data/models/words-en.bin"))),
        model_(*text::WordModel::read(bytes_)),
        embedder_(model_) {
    fill();
    auto transcript = store::a_transcript();
    transcript.cues.push_back({std::chrono::seconds{20}, std::chrono::seconds{25}, 0, CueKind::talk,
                               "Kubernetes clusters need an operator, and machine learning needs data."});
    auto kubernetes = insight_of("in_kube", "Clusters need an operator", "Kubernetes clusters need an operator.");
    auto cooking = insight_of("in_cook", "Vegetables taste of their soil", "Vegetables and fruit taste of their soil.");
    write([&](store::Tx& tx) {
      store::put_transcript(tx, "ep_one", transcript);
      store::replace_insights(tx, "ep_one", std::vector{store::an_insight(), kubernetes, cooking});
    });
    for (const auto& insight : {store::an_insight(), kubernetes, cooking}) {
      const text::Passage passage{{insight.text, 1}};
      archive_.put({{insight.id, insight.episode_id, insight.show_id, insight.published},
                    {},
                    quantised(embedder_.embed({&passage, 1})->front())});
    }
  }

  static Insight insight_of(std::string id, std::string headline, std::string text) {
    auto insight = store::an_insight(std::move(id));
    insight.headline = std::move(headline);
    insight.text = std::move(text);
    insight.topics = {};
    insight.evidence = {{{4, 4}, std::chrono::seconds{20}, std::chrono::seconds{25}, "Ann Host", "need"}};
    insight.speaker = "Ann Host";
    return insight;
  }

  struct Standing {
    bool hidden = false;
    bool is_private = false;
    bool episode_hidden = false;
  };

  // A show that says the sentence in an episode of so many insights.
  void add_another_show(const Standing& how, std::string sentence, int insights) {
    auto show = store::a_show("sh_two");
    show.slug = "another";
    show.hidden = how.hidden;
    show.is_private = how.is_private;
    auto episode = store::an_episode("ep_two");
    episode.show_id = show.id;
    episode.hidden = how.episode_hidden;
    Transcript transcript;
    transcript.cues = {{{}, std::chrono::seconds{5}, -1, CueKind::talk, sentence}};
    std::vector<Insight> fresh;
    for (int n = 0; n < insights; ++n) {
      fresh.push_back(insight_of(fmt::format("in_two_{}", n), "A headline", sentence));
      fresh.back().episode_id = episode.id;
      fresh.back().show_id = show.id;
      const text::Passage passage{{sentence, 1}};
      archive_.put({{fresh.back().id, episode.id, show.id, fresh.back().published},
                    {},
                    quantised(embedder_.embed({&passage, 1})->front())});
    }
    write([&](store::Tx& tx) {
      store::put(tx, show);
      store::put(tx, episode);
      store::put_transcript(tx, episode.id, transcript);
      store::replace_insights(tx, episode.id, fresh);
    });
  }

  void add_talk(const std::string& id, std::string sentence) {
    auto episode = store::an_episode(id);
    episode.guid = id;
    Transcript transcript;
    transcript.cues = {{{}, std::chrono::seconds{5}, -1, CueKind::talk, std::move(sentence)}};
    write([&](store::Tx& tx) {
      store::put(tx, episode);
      store::put_transcript(tx, id, transcript);
    });
  }

  Found find(Request request) { return *engine_.find(store_->read(), request); }
  Found find(std::string typed) { return find(Request{.typed = std::move(typed)}); }
  static std::vector<std::string> ids(const Found& found) {
    std::vector<std::string> ids;
    for (const auto& one : found.insights) ids.push_back(one.hit.insight_id);
    return ids;
  }

  std::string bytes_;
  text::WordModel model_;
  text::WordVectorEmbedder embedder_;
  index::ProfileIndex archive_;
  Engine engine_{model_, embedder_, archive_};
};

using Ids = std::vector<std::string>;

TEST_F(SearchEngine, FindsByWordsAndMarksThem) {
  const auto found = find("pumps cold");
  ASSERT_FALSE(found.insights.empty());
  EXPECT_EQ(found.insights[0].hit.insight_id, "in_one");
  EXPECT_TRUE(found.insights[0].by_words);
  EXPECT_EQ(found.insights[0].hit.marks.size(), 2u);
  ASSERT_EQ(found.passages.size(), 1u);
  EXPECT_EQ(found.passages[0].cues, (CueRange{0, 0}));
  EXPECT_FALSE(found.passages[0].marks.empty());
}

TEST_F(SearchEngine, PutsTheVeryWordsBeforeOthersOfTheirStem) {
  add_another_show({}, "Cluster cluster, clustering, clustered cluster.", 1);
  EXPECT_EQ(ids(find("clusters")).front(), "in_kube");
  EXPECT_EQ(ids(find("cluster")).front(), "in_two_0");
}

TEST_F(SearchEngine, TellsWordsOfASubjectFromThoseOfEverybody) {
  EXPECT_TRUE(engine_.tells("heat pumps"));
  EXPECT_FALSE(engine_.tells("the people"));
}

TEST_F(SearchEngine, FindsByMeaningWhatHasNoneOfTheWords) {
  const auto found = find("cooking food");
  EXPECT_EQ(ids(found), Ids{"in_cook"});
  EXPECT_FALSE(found.insights[0].by_words);
  EXPECT_TRUE(found.insights[0].by_meaning);
  EXPECT_TRUE(ids(find(Request{.typed = "cooking food", .by = By::words})).empty());
}

TEST_F(SearchEngine, TakesAnyWordWhereNothingHasThemAll) {
  EXPECT_EQ(ids(find(Request{.typed = "pumps zebra", .by = By::words})), Ids{"in_one"});
  EXPECT_EQ(find("half giraffe").passages.size(), 1u);
}

TEST_F(SearchEngine, NeedsPhrasesAndRefusesEvenByMeaning) {
  EXPECT_TRUE(ids(find("food \"taste of the soil\"")).empty());
  EXPECT_EQ(ids(find("food \"taste of their soil\"")), Ids{"in_cook"});
  EXPECT_TRUE(ids(find("cooking food -vegetables")).empty());
}

TEST_F(SearchEngine, CompletesTheWordThatIsTyped) {
  EXPECT_EQ(ids(find(Request{.typed = "operat", .typing = true, .by = By::words})), Ids{"in_kube"});
  EXPECT_EQ(find(Request{.typed = "runnin", .typing = true}).passages.size(), 1u);
  EXPECT_EQ(find("runnin*").passages.size(), 1u);
}

TEST_F(SearchEngine, ShowsWhatWasMeantByAWordThatNobodySays) {
  const auto found = find("kuberntes");
  EXPECT_TRUE(found.corrected);
  EXPECT_EQ(found.did_you_mean, "kubernetes");
  EXPECT_EQ(ids(found), Ids{"in_kube"});
}

TEST_F(SearchEngine, PutsTheInsightOfAHeadlineFirstWhereThatIsTyped) {
  for (int n = 0; n < 3; ++n) {
    const auto episode = fmt::format("ep_more_{}", n);
    auto other = store::an_episode(episode);
    other.guid = episode;
    auto rival = insight_of(fmt::format("in_more_{}", n), "An operator that clusters need is what clusters need",
                            fmt::format("Clusters need an operator, need an operator, need {}.", n));
    rival.episode_id = episode;
    write([&](store::Tx& tx) {
      store::put(tx, other);
      store::replace_insights(tx, episode, std::vector{rival});
    });
  }
  EXPECT_EQ(ids(find("clusters need an OPERATOR")).front(), "in_kube");
}

TEST_F(SearchEngine, FindsARecordingOnceHoweverManyPublishedIt) {
  const std::string said = "Kubernetes clusters need an operator who knows what to do when they fall over at night.";
  const auto first = insight_of("in_kube", "Clusters need an operator", said);
  write([&](store::Tx& tx) { store::replace_insights(tx, first.episode_id, std::vector{first}); });
  add_another_show({}, said, 1);
  const auto found = find("kubernetes operator");
  ASSERT_EQ(found.insights.size(), 1U);
  EXPECT_EQ(found.insights[0].copies.size(), 1U);
}

TEST_F(SearchEngine, AsksWhatWasMeantByASlipThatIsItselfAWord) {
  for (int n = 0; n < 6; ++n) add_talk(fmt::format("ep_pubic_{}", n), n == 0 ? "The pubic bone." : "Public transport.");
  for (int n = 0; n < 4; ++n) add_talk(fmt::format("ep_bone_{}", n), "Another pubic bone.");
  EXPECT_EQ(find("pubic transport").did_you_mean, "public transport");
  EXPECT_EQ(find("pubic bone").did_you_mean, "");
}

TEST_F(SearchEngine, AsksWhatWasMeantWhereTheOtherWordsFindSomething) {
  const auto found = find("clusters of kuberntes");
  EXPECT_FALSE(found.corrected);
  EXPECT_EQ(found.did_you_mean, "clusters of kubernetes");
  EXPECT_FALSE(found.nothing());
}

TEST_F(SearchEngine, NeverSuggestsWordsOfAdsOrOfWhatMayNotBeShown) {
  EXPECT_EQ(find("zebrra").did_you_mean, "");
  EXPECT_EQ(find("girafe").did_you_mean, "");
  auto show = store::a_show();
  show.is_private = true;
  write([&](store::Tx& tx) { store::put(tx, show); });
  Request request{.typed = "kuberntes"};
  EXPECT_EQ(find(request).did_you_mean, "kubernetes");
  request.narrow.with_private = false;
  EXPECT_EQ(find(request).did_you_mean, "");
  EXPECT_TRUE(find(request).nothing());
}

TEST_F(SearchEngine, NeverSuggestsAWordOfPrivateTalkToOthersBesideWordsThatTheyMayFind) {
  add_another_show({.hidden = false, .is_private = true}, "Kubernetas is a secret word.", 1);
  Request request{.typed = "clusters kubernetass"};
  EXPECT_EQ(find(request).did_you_mean, "clusters kubernetas");
  request.narrow.with_private = false;
  EXPECT_EQ(find(request).did_you_mean, "clusters kubernetes");
}

TEST_F(SearchEngine, NeverSuggestsToOthersAFormOfAWordThatOnlyPrivateTalkHas) {
  add_another_show({.hidden = false, .is_private = true}, "Kubernetesing is a secret word.", 1);
  Request request{.typed = "kubernetesinh"};
  EXPECT_EQ(find(request).did_you_mean, "kubernetesing");
  request.narrow.with_private = false;  // its stem is said in what they may find
  EXPECT_EQ(find(request).did_you_mean, "");
}

TEST_F(SearchEngine, CorrectsForOthersAWordThatIsSaidInPrivateTalkAlone) {
  add_another_show({.hidden = false, .is_private = true}, "Kubernetas is a secret word.", 1);
  for (const bool typing : {false, true}) {
    Request request{.typed = "kubernetas", .typing = typing};
    EXPECT_EQ(find(request).did_you_mean, "") << typing;
    request.narrow.with_private = false;
    EXPECT_EQ(find(request).did_you_mean, "kubernetes") << typing;
  }
}

TEST_F(SearchEngine, FindsByMeaningBehindManyThatMayNotBeShown) {
  for (const auto& how : {Standing{.hidden = true}, Standing{.is_private = true}, Standing{.episode_hidden = true}}) {
    add_another_show(how, "Cooking food.", 150);
    Request request{.typed = "cooking food", .narrow = {.with_private = false}, .by = By::meaning};
    const auto found = ids(find(request));
    EXPECT_TRUE(std::ranges::find(found, "in_cook") != found.end()) << how.hidden << how.is_private;
  }
}

TEST_F(SearchEngine, NeverFindsByMeaningWhatMayNotBeShown) {
  auto show = store::a_show();
  show.is_private = true;
  write([&](store::Tx& tx) { store::put(tx, show); });
  Request request{.typed = "cooking food"};
  EXPECT_EQ(find(request).insights.size(), 1u);
  request.narrow.with_private = false;
  EXPECT_TRUE(find(request).nothing());
  show.hidden = true;
  write([&](store::Tx& tx) { store::put(tx, show); });
  EXPECT_TRUE(find("cooking food").nothing());
}

TEST_F(SearchEngine, NarrowsWhatIsFoundByMeaning) {
  EXPECT_EQ(ids(find(Request{.typed = "cooking food", .narrow = {.show_id = "sh_one"}})), Ids{"in_cook"});
  EXPECT_TRUE(find(Request{.typed = "cooking food", .narrow = {.show_id = "sh_two"}}).nothing());
  EXPECT_TRUE(find(Request{.typed = "cooking food", .narrow = {.speakers = {"Bob Guest"}}}).nothing());
  EXPECT_EQ(ids(find(Request{.typed = "cooking food", .narrow = {.speakers = {"Ann Host"}}})), Ids{"in_cook"});
  EXPECT_TRUE(find(Request{.typed = "cooking food", .narrow = {.since = store::at(1000)}}).nothing());
}

TEST_F(SearchEngine, GivesTheNewestOfAPlaceWhereNoWordIsAskedFor) {
  EXPECT_EQ(ids(find(Request{.typed = "", .narrow = {.speakers = {"Bob Guest"}}})), Ids{"in_one"});
  EXPECT_TRUE(find("").nothing());
}

TEST_F(SearchEngine, LeavesPassagesOutWhereInsightsAloneAreAskedFor) {
  EXPECT_TRUE(find(Request{.typed = "pumps", .passages = 0}).passages.empty());
}

TEST_F(SearchEngine, WorksByWordsAloneWithoutAModel) {
  const auto found = Engine().find(store_->read(), {.typed = "the pumps"});
  ASSERT_TRUE(found);
  EXPECT_EQ(ids(*found), Ids{"in_one"});
}

}  // namespace
}  // namespace pith::search
