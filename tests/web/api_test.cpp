// The API's lists: whole in pages of any size, and silent about what is private. Its shape as a whole is tested over
// HTTP (tests/journeys/api_test.py).
#include "web/api/api.h"

#include <set>

#include <gmock/gmock.h>

#include "lib/json/json.h"
#include "store/answers.h"
#include "store/distillations.h"
#include "web/public_world.h"

namespace pith {
namespace {

using test::at;
using test::make_episode;
using test::make_insight;
using test::make_show;

// Of thirty insights about restarts two in three are on the private show, and the newest.
class Api : public test::PublicFixture {
 protected:
  Api() {
    write([&](store::Tx& tx) {
      for (int n = 0; n < 30; ++n) put_numbered(tx, n);
      for (const auto* day : {"2026-11-20", "2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24"})
        store::add_brief(tx,
                         {std::string("br_") + day, "re_home", *parse_day(day), at(day), {{"in_restart", "", 1}}, ""});
    });
    look(false);
  }

  // The recording of the claim once more, on another show.
  void publish_again() {
    const auto other = make_show("sh_again", "Grid Again");
    const auto again = make_episode("ep_again", other, "The drill, again", "2026-11-25T05:00:00Z");
    write([&](store::Tx& tx) {
      put_episode(tx, other, again);
      store::replace_insights(tx, again.id, std::vector{make_insight("in_again", again, claim.headline)});
    });
  }

  void put_numbered(store::Tx& tx, int n) {
    const auto& show = n % 3 == 0 ? grid : secret;
    const auto name = std::to_string(n);
    const auto episode =
        make_episode("ep_" + name, show, "Episode " + name, "2026-11-24T0" + std::to_string(n % 9) + ":00:00Z");
    put_episode(tx, show, episode);
    auto insight = make_insight("in_" + name, episode, "Restart number " + name);
    insight.text += " So it was in drill " + name + ".";
    store::replace_insights(tx, episode.id, std::vector{insight});
    store::put_links(tx, std::vector<Link>{{"in_restart", insight.id, LinkKind::restates, 1 - n / 100.0}});
  }

  // Something newer, nearer and earlier by name than all that is there.
  void put_arrival(store::Tx& tx, int n) {
    const auto name = "new_" + std::to_string(n);
    const auto show = make_show("sh_" + name, "A Show " + name);
    const auto episode =
        make_episode("ep_" + name, grid, "Episode " + name, "2026-11-25T0" + std::to_string(n % 9) + ":00:00Z");
    put_episode(tx, grid, episode);
    put_episode(tx, show, make_episode("ep_of_" + name, show, "An episode", "2026-11-25T00:00:00Z"));
    store::put_transcript(tx, episode.id, test::make_transcript());
    auto insight = make_insight("in_" + name, episode, "Restart, restart, restart " + name);
    insight.topics.push_back("a topic " + name);
    insight.text += " That was in drill " + name + ".";
    store::replace_insights(tx, episode.id, std::vector{insight});
    store::put_links(tx, std::vector<Link>{{"in_restart", insight.id, LinkKind::restates, 2}});
    store::add_brief(tx, {"br_" + name,
                          "re_home",
                          next_day(std::chrono::sys_days{*parse_day("2026-11-25")} + std::chrono::days(n)),
                          at("2026-11-25"),
                          {{insight.id, "", 1}},
                          ""});
  }

  void look(bool for_owner) {
    auto options = public_options();
    options.accounts = false;
    options.for_owner = for_owner;
    open(options);
  }

  json::Value ask(std::string path, std::vector<http::Field> query = {}) const {
    auto asked = request("GET", std::move(path));
    asked.query = std::move(query);
    return *json::parse(site->handle(asked).body);
  }

  std::string get_page(std::string path) const { return site->handle(request("GET", std::move(path))).body; }

  // Of each page its items, a page a list.
  std::vector<std::vector<std::string>> pages(const std::string& path, std::string_view member,
                                              std::vector<http::Field> query) const {
    std::vector<std::vector<std::string>> all;
    for (std::string cursor; all.size() < 100;) {
      auto asked = query;
      if (!cursor.empty()) asked.emplace_back("cursor", cursor);
      const auto page = ask(path, asked);
      auto& items = all.emplace_back();
      for (const auto& item : page.at(member).items())
        items.emplace_back(item.has("insight") ? item.at("insight").at("id").text() : item.at("id").text());
      cursor = page.at("next").text();
      if (cursor.empty()) break;
    }
    return all;
  }
};

TEST_F(Api, PagesTellNothingOfPrivateShows) {
  for (const auto* path : {"/api/v1/insights", "/api/v1/episodes", "/api/v1/topics/transformers/insights",
                           "/api/v1/insights/in_restart/related", "/api/v1/shows/the-deep-grid/episodes"}) {
    const auto all = pages(path, "items", {{"limit", "4"}});
    ASSERT_FALSE(all.back().empty()) << path;  // `next` leads to something
    for (std::size_t n = 0; n + 1 < all.size(); ++n) EXPECT_EQ(all[n].size(), 4U) << path << " page " << n;
  }
}

TEST_F(Api, TheOwnersPagesHaveThemAll) {
  look(true);
  std::size_t insights = 0;
  for (const auto& page : pages("/api/v1/insights", "items", {{"limit", "7"}})) insights += page.size();
  EXPECT_EQ(insights, 32U);
}

TEST_F(Api, AnEpisodeHasItsSeasonAndNumberWhereItsFeedCounts) {
  write([&](store::Tx& tx) {
    auto counted = make_episode("ep_counted", grid, "Counted", "2026-11-24T01:00:00Z");
    counted.season = "2";
    counted.number = "14";
    put_episode(tx, grid, counted);
  });
  const auto episode = ask("/api/v1/episodes/ep_counted");
  EXPECT_EQ(episode.at("season").text(), "2");
  EXPECT_EQ(episode.at("episode_number").text(), "14");
  EXPECT_FALSE(ask("/api/v1/episodes/ep_0").has("episode_number"));
}

TEST_F(Api, SearchComesInPagesOfOneListWhateverTheirSize) {
  const auto joined = [&](std::string limit) {
    std::vector<std::string> ids;
    for (const auto& page : pages("/api/v1/search", "insights", {{"q", "restart storm"}, {"limit", std::move(limit)}}))
      ids.insert(ids.end(), page.begin(), page.end());
    return ids;
  };
  const auto whole = joined("100");
  EXPECT_EQ(whole.size(), 11U);  // the private ones are not there
  for (const auto* limit : {"1", "3", "4", "11", "20"}) EXPECT_EQ(joined(limit), whole) << limit;
}

TEST_F(Api, SearchPassagesAreReadOnThePageThatShowsThem) {
  write([&](store::Tx& tx) {
    for (const auto* id : {"ep_0", "ep_3", "ep_6"}) store::put_transcript(tx, id, test::make_transcript());
  });
  std::size_t passages = 0;
  for (std::string cursor; passages < 50;) {
    std::vector<http::Field> query{{"q", "transformer"}, {"limit", "1"}};
    if (!cursor.empty()) query.emplace_back("cursor", cursor);
    const auto page = ask("/api/v1/search", query);
    for (const auto& hit : page.at("passages").items()) {
      EXPECT_THAT(std::string(hit.at("text").text()), testing::HasSubstr("transformer"));
      ++passages;
    }
    cursor = page.at("next").text();
    if (cursor.empty()) break;
  }
  EXPECT_EQ(passages, 4U);
}

TEST_F(Api, SearchPassagesNameTheirShowAndEpisodeAsInsightsDo) {
  write([&](store::Tx& tx) { store::put_transcript(tx, "ep_0", test::make_transcript()); });
  const auto found = ask("/api/v1/search", {{"q", "transformer"}, {"show", "the-deep-grid"}});
  bool seen = false;
  for (const auto& hit : found.at("passages").items()) {
    EXPECT_EQ(hit.at("show").at("title").text(), "The Deep Grid");
    EXPECT_EQ(hit.at("show").at("slug").text(), "the-deep-grid");
    if (hit.at("episode").at("id").text() != "ep_0") continue;
    seen = true;
    EXPECT_EQ(hit.at("episode").at("title").text(), "Episode 0");
    EXPECT_EQ(hit.at("published").text(), "2026-11-24T00:00:00Z");
  }
  EXPECT_TRUE(seen);
}

TEST_F(Api, SearchTakesAShowsTitleWhereOneShowAloneHasIt) {
  const auto by = [&](std::string show) {
    return ask("/api/v1/search", {{"q", "restart"}, {"show", std::move(show)}});
  };
  EXPECT_FALSE(by("the deep GRID").at("insights").items().empty());
  EXPECT_EQ(by("the deep GRID").at("insights"), by("the-deep-grid").at("insights"));
  EXPECT_EQ(by("The Paid Hour").at("status").integer(), 404);  // private
  EXPECT_THAT(std::string(by("Nowhere FM").at("detail").text()),
              testing::HasSubstr("the list of shows (/api/v1/shows"));
  write([&](store::Tx& tx) { store::put(tx, make_show("sh_other", "The Deep Grid")); });
  EXPECT_EQ(by("The Deep Grid").at("status").integer(), 404);
}

TEST_F(Api, SearchIsNarrowedAsOnThePage) {
  const auto narrowed = ask("/api/v1/search", {{"show", "the-deep-grid"}, {"to", "2026-11-23"}});
  EXPECT_TRUE(narrowed.at("insights").items().empty());
  EXPECT_EQ(ask("/api/v1/search", {{"show", "the-paid-hour"}}).at("status").integer(), 404);
  EXPECT_EQ(ask("/api/v1/search", {{"q", "transformer"}, {"person", "Nobody Known"}}).at("status").integer(), 404);
  EXPECT_TRUE(ask("/api/v1/search", {{"q", "transformer"}, {"only", "insights"}}).at("passages").items().empty());
}

TEST_F(Api, WrongParametersAreRefusedByName) {
  const auto refused = [&](std::string path, std::vector<http::Field> query) {
    const auto problem = ask(std::move(path), std::move(query));
    return problem.at("status").integer() == 400 ? std::string(problem.at("detail").text()) : "not refused";
  };
  EXPECT_THAT(refused("/api/v1/search", {{"q", "x"}, {"only", "bogus"}}), testing::HasSubstr("only"));
  EXPECT_THAT(refused("/api/v1/search", {{"q", "x"}, {"from", "yesterday"}}), testing::HasSubstr("from"));
  EXPECT_THAT(refused("/api/v1/insights", {{"page", "2"}}), testing::HasSubstr("page"));
  EXPECT_THAT(refused("/api/v1/insights", {{"limit", ""}}), testing::HasSubstr("limit"));
  EXPECT_THAT(refused("/api/v1/insights", {{"limit", "3"}, {"limit", "4"}}), testing::HasSubstr("limit"));
  EXPECT_THAT(refused("/api/v1/insights/in_restart", {{"id", "in_0"}}), testing::HasSubstr("id"));
}

TEST_F(Api, TheDocumentHasEveryRouteOfTheTableOnce) {
  const auto paths = ask("/openapi.json").at("paths");
  std::set<std::string> ids;
  for (const auto& endpoint : web::api::endpoints()) {
    std::string path(endpoint.pattern);
    for (const auto& parameter : endpoint.parameters)
      if (parameter.in_path()) path.replace(path.find("{}"), 2, "{" + std::string(parameter.name) + "}");
    EXPECT_EQ(paths.at(path).at("get").at("operationId").text(), endpoint.id);
    ids.emplace(endpoint.id);
  }
  EXPECT_EQ(ids.size(), web::api::endpoints().size());
  EXPECT_EQ(paths.members().size(), web::api::endpoints().size());
}

TEST_F(Api, CursorsOfOtherListsAndBrokenOnesAreRefused) {
  const auto shows = std::string(ask("/api/v1/topics", {{"limit", "1"}}).at("next").text());
  ASSERT_FALSE(shows.empty());
  for (const auto& cursor : {shows, std::string("c3"), std::string("%"), shows.substr(1)})
    for (const auto* path : {"/api/v1/insights", "/api/v1/insights/in_restart/related"})
      EXPECT_EQ(ask(path, {{"cursor", cursor}}).at("status").integer(), 400) << path << " " << cursor;
}

TEST_F(Api, ACursorGoesWithItsQuestionAlone) {
  const auto next_of = [&](const char* path, std::vector<http::Field> query) {
    query.emplace_back("limit", "1");
    return std::string(ask(path, query).at("next").text());
  };
  const auto refused = [&](const char* path, std::vector<http::Field> query) {
    const auto problem = ask(path, std::move(query));
    return problem.at("status").integer() == 400 ? std::string(problem.at("detail").text()) : "not refused";
  };
  const auto cursor = next_of("/api/v1/search", {{"q", "restart"}});
  ASSERT_FALSE(cursor.empty());
  EXPECT_TRUE(ask("/api/v1/search", {{"limit", "5"}, {"cursor", cursor}, {"q", "restart"}}).has("insights"));
  EXPECT_THAT(refused("/api/v1/search", {{"q", "storm"}, {"cursor", cursor}}), testing::HasSubstr("same address"));
  EXPECT_THAT(refused("/api/v1/search", {{"q", "restart"}, {"only", "insights"}, {"cursor", cursor}}),
              testing::HasSubstr("parameters"));
  const auto of_topic = next_of("/api/v1/topics/transformers/insights", {});
  EXPECT_THAT(refused("/api/v1/shows/the-deep-grid/insights", {{"cursor", of_topic}}), testing::HasSubstr("question"));
}

TEST_F(Api, AFirstDayAfterTheLastIsRefused) {
  const auto problem = ask("/api/v1/search", {{"q", "restart"}, {"from", "2026-11-25"}, {"to", "2026-11-20"}});
  EXPECT_EQ(problem.at("status").integer(), 400);
  EXPECT_EQ(problem.at("detail").text(), "from (2026-11-25) is after to (2026-11-20): there is no day between them.");
  EXPECT_TRUE(ask("/api/v1/search", {{"q", "restart"}, {"from", "2026-11-25"}, {"to", "2026-11-25"}}).has("insights"));
}

// What comes in between two pages, and where in the list it stands.
struct Arrival {
  std::string path;
  std::string member;
  std::vector<http::Field> query;
};
class ApiBetweenPages : public Api, public testing::WithParamInterface<Arrival> {};

TEST_P(ApiBetweenPages, NothingIsRepeatedAndNothingSkipped) {
  const auto& [path, member, query] = GetParam();
  const auto id_of = [](const json::Value& item) {
    const auto& told = item.has("insight") ? item.at("insight") : item;
    return std::string(told.has("id") ? told.at("id").text() : told.at("slug").text());
  };
  auto whole_query = query;
  whole_query.emplace_back("limit", "100");
  std::vector<std::string> before;
  const auto whole = ask(path, whole_query);
  for (const auto& item : whole.at(member).items()) before.push_back(id_of(item));
  std::vector<std::string> seen;
  std::string cursor;
  for (int n = 0; n < 50; ++n) {
    auto asked = query;
    asked.emplace_back("limit", "2");
    if (!cursor.empty()) asked.emplace_back("cursor", cursor);
    const auto page = ask(path, asked);
    for (const auto& item : page.at(member).items()) seen.push_back(id_of(item));
    cursor = page.at("next").text();
    if (cursor.empty()) break;
    write([&](store::Tx& tx) { put_arrival(tx, n); });
  }
  const std::set<std::string> once(seen.begin(), seen.end());
  EXPECT_EQ(once.size(), seen.size()) << "something came twice";
  for (const auto& id : before) EXPECT_TRUE(once.contains(id)) << id << " was skipped";
}

INSTANTIATE_TEST_SUITE_P(Lists, ApiBetweenPages,
                         testing::Values(Arrival{"/api/v1/insights", "items", {}},
                                         Arrival{"/api/v1/episodes", "items", {}}, Arrival{"/api/v1/days", "items", {}},
                                         Arrival{"/api/v1/shows", "items", {}}, Arrival{"/api/v1/topics", "items", {}},
                                         Arrival{"/api/v1/topics/transformers/insights", "items", {}},
                                         Arrival{"/api/v1/shows/the-deep-grid/insights", "items", {}},
                                         Arrival{"/api/v1/shows/the-deep-grid/episodes", "items", {}},
                                         Arrival{"/api/v1/people/tomas-okafor/insights", "items", {}},
                                         Arrival{"/api/v1/insights/in_restart/related", "items", {}},
                                         Arrival{"/api/v1/search", "insights", {{"q", "restart"}}}));

TEST_F(Api, PeopleAreListedByNameAPageAtATimeWithoutThoseOfPrivateShows) {
  auto talk = test::make_transcript();
  talk.speakers = {"Ada Quiet", "Bo Hidden"};
  write([&](store::Tx& tx) { store::put_transcript(tx, "ep_1", talk); });  // of the private show
  const auto slugs = [&] {
    std::vector<std::string> found;
    for (std::string cursor; found.size() < 10;) {
      std::vector<http::Field> query{{"limit", "1"}};
      if (!cursor.empty()) query.emplace_back("cursor", cursor);
      const auto page = ask("/api/v1/people", query);
      for (const auto& person : page.at("items").items()) found.emplace_back(person.at("slug").text());
      cursor = page.at("next").text();
      if (cursor.empty()) break;
    }
    return found;
  };
  EXPECT_THAT(slugs(), testing::ElementsAre("mara-lindqvist", "tomas-okafor"));
  look(true);
  EXPECT_THAT(slugs(), testing::ElementsAre("ada-quiet", "bo-hidden", "mara-lindqvist", "tomas-okafor"));
}

TEST_F(Api, NamesHaveTheirSlugsAndThingsTheirPages) {
  const auto insight = ask("/api/v1/insights/in_restart");
  EXPECT_EQ(insight.at("url").text(), "https://pith.example/insights/in_restart");
  EXPECT_EQ(insight.at("topics").at(0).at("slug").text(), "grid-restart");
  EXPECT_EQ(insight.at("person").at("slug").text(), "tomas-okafor");
  EXPECT_EQ(insight.at("person").at("url").text(), "https://pith.example/people/tomas-okafor");
}

TEST_F(Api, EvidenceIsInOrderOfTimeAndTellsTheQuoteFromItsContext) {
  auto two = claim;
  auto earlier = claim.evidence.front();
  earlier.start = std::chrono::seconds{42};
  earlier.cues = {7, 7};
  two.evidence.push_back(earlier);
  write([&](store::Tx& tx) { store::replace_insights(tx, restart.id, std::vector{two}); });
  const auto evidence = ask("/api/v1/insights/in_restart").at("evidence");
  ASSERT_EQ(evidence.items().size(), 2U);
  EXPECT_EQ(evidence.at(0).at("role").text(), "context");
  EXPECT_EQ(evidence.at(1).at("role").text(), "quote");
  EXPECT_EQ(evidence.at(1).at("url").text(), "https://pith.example/episodes/ep_restart#t=48");
}

TEST_F(Api, AStorylineTellsInOrderWhoSaidTheSame) {
  const auto line = ask("/api/v1/insights/in_restart/storyline");
  EXPECT_EQ(line.at("shows").integer(), 1);  // the other is private
  ASSERT_EQ(line.at("insights").items().size(), 11U);
  std::string before;
  for (const auto& insight : line.at("insights").items()) {
    EXPECT_LE(before, insight.at("published").text());
    before = insight.at("published").text();
  }
}

TEST_F(Api, ARecordingPublishedAgainIsACopyInItsStoryline) {
  publish_again();
  write([&](store::Tx& tx) {
    store::put_links(tx, std::vector<Link>{{"in_restart", "in_again", LinkKind::restates, 1}});
  });
  const auto line = ask("/api/v1/insights/in_restart/storyline");
  EXPECT_THAT(line.at("copies").items(), testing::Contains(json::Value("in_again")));
  EXPECT_EQ(line.at("shows").integer(), 1);  // it was said on one, and is to be had on two
  EXPECT_THAT(get_page("/insights/in_restart"), testing::HasSubstr("The same recording is also on"));
}

TEST_F(Api, SearchTellsHowAnInsightWasFoundAndWhereElseItsRecordingIs) {
  publish_again();
  const auto found = ask("/api/v1/search", {{"q", "takes a city down"}, {"limit", "100"}}).at("insights");
  std::set<std::string> told;
  for (const auto& one : found.items()) {
    EXPECT_EQ(one.at("found_by").text(), "words");
    told.emplace(one.at("id").text());
    for (const auto& copy : one.at("copies").items()) told.emplace(copy.at("id").text());
  }
  EXPECT_TRUE(told.contains("in_again") && told.contains("in_restart"));
  EXPECT_LT(found.items().size(), told.size());
}

TEST_F(Api, ShowsAreFoundByWordsOfTheirTitleAndAuthor) {
  const auto titles = [&](const char* words) {
    std::vector<std::string> all;
    const auto shows = ask("/api/v1/shows", {{"q", words}}).at("items");
    for (const auto& show : shows.items()) all.emplace_back(show.at("title").text());
    return all;
  };
  EXPECT_THAT(titles("GRID lindqvist"), testing::ElementsAre("The Deep Grid"));
  EXPECT_THAT(titles("grid nobody"), testing::IsEmpty());
  EXPECT_THAT(titles("paid"), testing::IsEmpty());  // private
}

TEST_F(Api, TopicsOfLateAreThoseOfTheSearchPageInItsOrder) {
  const auto page = get_page("/search");
  std::size_t before = 0;
  const auto topics = ask("/api/v1/topics", {{"only", "late"}}).at("items");
  ASSERT_FALSE(topics.items().empty());
  for (const auto& topic : topics.items()) {
    const auto place = page.find("/topics/" + std::string(topic.at("slug").text()));
    EXPECT_NE(place, std::string::npos);
    EXPECT_GT(place, before);
    before = place;
  }
  const auto first = ask("/api/v1/topics", {{"only", "late"}, {"limit", "1"}});
  const auto next = std::string(first.at("next").text());
  EXPECT_EQ(ask("/api/v1/topics", {{"only", "late"}, {"limit", "1"}, {"cursor", next}}).at("items").at(0),
            topics.at(1));
}

TEST_F(Api, ATranscriptTellsHowNearItsTimesAreAndWhichSpeakersHaveAPage) {
  const auto transcript = ask("/api/v1/episodes/ep_restart/transcript");
  EXPECT_THAT(std::string(transcript.at("times").text()), testing::HasSubstr("Times are the transcript’s"));
  EXPECT_EQ(transcript.at("people").at(1).at("slug").text(), "tomas-okafor");
}

TEST_F(Api, TheStatusOfOthersNamesNoTrouble) {
  EXPECT_FALSE(ask("/api/v1/status").has("given_up"));
  look(true);
  for (const auto* member : {"troubled_feeds", "waiting", "given_up", "tried_again", "model"})
    EXPECT_TRUE(ask("/api/v1/status").has(member)) << member;
}

TEST_F(Api, TheStatusNamesAHundredOfWhatWasGivenUp) {
  write([](store::Tx& tx) {
    for (int n = 0; n < 150; ++n)
      store::enqueue(tx, {"distill", "ep_" + std::to_string(n), "v1"}, at("2026-11-24T08:00:00Z"));
    const auto leased =
        store::lease(tx, {{"distill"}, at("2026-11-24T09:00:00Z"), 150, "me", std::chrono::microseconds{9}});
    for (const auto& work : *leased) store::bury(tx, work, "too quiet");
  });
  look(true);
  EXPECT_EQ(ask("/api/v1/status").at("given_up").items().size(), 100U);
}

TEST_F(Api, TheStatusTellsTheOwnerWhatTheModelTookAndWhatBecameOfIt) {
  write([](store::Tx& tx) {
    Answer answer{.key = "k", .episode_id = "ep_restart", .purpose = "repair", .asked = at("2026-11-25T06:00:00Z")};
    answer.cost = 1'500'000;
    answer.latency = std::chrono::milliseconds{2500};
    store::put(tx, answer);
    store::put_outcome(tx, "k", {.offered = 3, .stood = 2, .faults = "quote 1"});
    Distillation made{.episode_id = "ep_restart", .made = at("2026-11-25T06:00:01Z"), .wanted = "llm"};
    made.insights = 2;
    made.dropped = {{"quote", 1}};
    made.note = "it did not answer";
    store::put(tx, made);
  });
  look(true);
  const auto status = ask("/api/v1/status");
  for (const auto* list : {"model", "model_episodes"}) {
    const auto& one = status.at(list).at(0);
    EXPECT_EQ(one.at("repairs").integer(), 1) << list;
    EXPECT_EQ(one.at("cost").number(), 1.5);
    EXPECT_EQ(one.at("seconds").number(), 2.5);
    EXPECT_EQ(one.at("dropped").at("quote").integer(), 1);
    const auto shape = ask("/openapi.json").at("components").at("schemas").at("Status").at("properties").at(list);
    for (const auto& member : one.members()) EXPECT_TRUE(shape.at("items").at("properties").has(member.key));
    for (const auto& name : shape.at("items").at("required").items()) EXPECT_TRUE(one.has(name.text()));
  }
  EXPECT_EQ(status.at("model").at(0).at("day").text(), "2026-11-25");
  EXPECT_EQ(status.at("model").at(0).at("stand_ins").integer(), 1);
  EXPECT_EQ(status.at("model_episodes").at(0).at("note").text(), "it did not answer");
}

TEST_F(Api, AShowTellsWhenItsNewestEpisodeCame) {
  EXPECT_EQ(ask("/api/v1/shows/the-deep-grid").at("latest").text(), "2026-11-24T06:00:00Z");
}

}  // namespace
}  // namespace pith
