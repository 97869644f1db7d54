// Feeds of what somebody looks for, and what leaves of a show's own links.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include "lib/json/json.h"
#include "store/distillations.h"
#include "web/world.h"

namespace pith {
namespace {

using test::at;
using test::make_episode;
using test::make_insight;
using test::make_show;
using testing::HasSubstr;
using testing::Not;

class SearchFeed : public test::SiteFixture {
 protected:
  // Sixty insights that have the word often, a day apart; the older, the better they fit.
  void put_many() {
    put_one_insight();
    write([&](store::Tx& tx) {
      for (int n = 0; n < 60; ++n) {
        const auto name = std::to_string(n);
        const auto published = format_rfc3339(at("2026-09-01") + std::chrono::days(n));
        const auto episode = make_episode("ep_" + name, grid, "Episode " + name, published);
        put_episode(tx, grid, episode);
        auto insight = make_insight("in_" + name, episode, "Pumps");
        insight.text = "Pumps, pumps and pumps.";
        store::replace_insights(tx, episode.id, std::vector{insight});
      }
      const auto newest = make_episode("ep_newest", sea, "Newest", "2026-11-24T06:00:00Z");
      put_episode(tx, sea, newest);
      store::put_transcript(tx, newest.id, test::make_transcript());
      auto insight = make_insight("in_newest", newest, "What a city does with its water in a long dry summer");
      insight.text = "Of all that is old in it, and there is much, nobody looks after the pumps.";
      store::replace_insights(tx, newest.id, std::vector{insight});
    });
  }

  std::vector<std::string> links(std::string_view query) const {
    std::vector<std::string> found;
    const auto feed = json::parse(page(fmt::format("/feeds/search.json?{}", query)));
    for (const auto& item : feed->at("items").items()) found.emplace_back(item.at("url").text());
    return found;
  }

  Show sea = make_show("sh_sea", "Low Sea");
};

TEST_F(SearchFeed, SaysInAPersonsWordsWhatItIsOfHoweverTheShowWasNamed) {
  put_many();
  const auto feed = [&](std::string_view show) {
    return *json::parse(
        page(fmt::format("/feeds/search.json?q=pumps&show={}&person=okafor&from=2026-11-01&to=2026-11-25", show)));
  };
  const auto by_slug = feed("low-sea");
  EXPECT_EQ(by_slug.at("title").text(),
            "Pith: “pumps”, by Tomas Okafor, on Low Sea, since 1 November 2026, up to 25 November 2026");
  EXPECT_EQ(
      by_slug.at("description").text(),
      "The newest insights that have “pumps” in their words, by Tomas Okafor, on Low Sea, since 1 November 2026, up "
      "to 25 November 2026, each with its proof.");
  EXPECT_EQ(feed("Low+Sea").at("title").text(), by_slug.at("title").text());
  EXPECT_EQ(feed("Low+Sea").at("home_page_url").text(), by_slug.at("home_page_url").text());
  EXPECT_THAT(page("/search?q=pumps&show=low-sea"), HasSubstr("“pumps”, on Low Sea"));
}

TEST_F(SearchFeed, RefusesAFirstDayAfterTheLastAndThePageSaysSo) {
  put_many();
  EXPECT_EQ(get("/feeds/search.xml?q=pumps&from=2026-11-25&to=2026-11-20").status, 400);
  const auto html = page("/search?q=pumps&from=2026-11-25&to=2026-11-20");
  EXPECT_THAT(html, HasSubstr("The first day is after the last one."));
  EXPECT_THAT(html, Not(HasSubstr("/feeds/search.xml")));
}

TEST_F(SearchFeed, OfEverySubjectSayWhatTheyHold) {
  put_many();
  const auto said = [&](std::string_view name) {
    return std::string(json::parse(page(fmt::format("/feeds/{}.json", name)))->at("description").text());
  };
  EXPECT_EQ(said("shows/low-sea"), "The newest insights from Low Sea, each with its proof.");
  EXPECT_EQ(said("topics/transformers"),
            "What podcasts say about transformers: the newest insights, each with its proof.");
  EXPECT_EQ(said("people/tomas-okafor"),
            "What Tomas Okafor says on podcasts: the newest insights, each with its proof.");
}

TEST_F(SearchFeed, HoldsTheNewestThatHaveTheWords) {
  put_many();
  const auto found = links("q=pumps");
  ASSERT_EQ(found.size(), 50U);
  EXPECT_EQ(found.front(), "https://pith.example/insights/in_newest");
  EXPECT_EQ(found[1], "https://pith.example/insights/in_59");
  EXPECT_EQ(found.back(), "https://pith.example/insights/in_11");
}

TEST_F(SearchFeed, IsNarrowedAsThePageIs) {
  put_many();
  EXPECT_EQ(links("q=pumps&show=low-sea"), std::vector<std::string>{"https://pith.example/insights/in_newest"});
  EXPECT_EQ(links("q=pumps&person=Tomas+Okafor&from=2026-11-01"),
            std::vector<std::string>{"https://pith.example/insights/in_newest"});
  EXPECT_EQ(links("q=pumps&from=2026-09-03&to=2026-09-04").size(), 2U);
  EXPECT_EQ(links("show=low-sea").size(), 1U);
}

TEST_F(SearchFeed, StaysWithTheWordsAsTheyWereTyped) {
  put_many();
  EXPECT_TRUE(links("q=pumpz").empty());
}

TEST_F(SearchFeed, SaysWhatItWasAskedFor) {
  put_many();
  const auto feed = json::parse(page("/feeds/search.json?q=pumps&show=low-sea"));
  EXPECT_EQ(feed->at("feed_url").text(), "https://pith.example/feeds/search.json?q=pumps&show=low-sea");
  EXPECT_EQ(feed->at("home_page_url").text(), "https://pith.example/search?q=pumps&show=low-sea");
}

TEST_F(SearchFeed, RefusesWhatItCannotLookFor) {
  put_many();
  EXPECT_EQ(get("/feeds/search.xml").status, 400);
  EXPECT_EQ(get("/feeds/search.xml?q=pumps&from=yesterday").status, 400);
  EXPECT_EQ(get("/feeds/search.xml?q=pumps&show=nowhere").status, 404);
  EXPECT_EQ(get("/feeds/search.xml?q=pumps&person=Nobody+Known").status, 404);
}

class ForeignLinks : public test::SiteFixture {};

TEST_F(ForeignLinks, LeaveOnlyToTheWeb) {
  grid.link = "javascript:alert(1)";
  restart.link = "JavaScript:alert(2)";
  restart.audio.url = "file:///etc/passwd";
  put_one_insight();
  for (const auto* path : {"/api/v1/shows", "/api/v1/shows/the-deep-grid", "/api/v1/episodes", "/api/v1/insights",
                           "/feeds/shows/the-deep-grid.json", "/shows/the-deep-grid", "/episodes/ep_restart"}) {
    const auto body = page(path);
    for (const auto* wrong : {"alert(1)", "alert(2)", "/etc/passwd"}) EXPECT_THAT(body, Not(HasSubstr(wrong))) << path;
  }
  EXPECT_FALSE(json::parse(page("/api/v1/shows/the-deep-grid"))->has("link"));
}

TEST_F(ForeignLinks, LeaveWhereTheyAreOfTheWeb) {
  restart.link = "HTTPS://grid.example/restart";
  put_one_insight();
  EXPECT_THAT(page("/api/v1/episodes/ep_restart"), HasSubstr("HTTPS://grid.example/restart"));
}

class FeedTimes : public test::SiteFixture {};

TEST_F(FeedTimes, AnEntryWasUpdatedWhenItsEpisodeWasDistilledLast) {
  put_one_insight();
  write([&](store::Tx& tx) {
    store::put(tx, Distillation{.episode_id = restart.id, .made = at("2026-11-24T07:00:00Z"), .wanted = "builtin"});
    store::put(tx, Distillation{.episode_id = restart.id, .made = at("2026-11-25T07:00:00Z"), .wanted = "builtin"});
  });
  const auto atom = page("/feeds/shows/the-deep-grid.atom");
  EXPECT_THAT(atom, HasSubstr("<published>2026-11-24T05:00:00Z</published>"));
  EXPECT_THAT(atom, HasSubstr("<updated>2026-11-25T07:00:00Z</updated>"));
}

TEST_F(FeedTimes, AnEmptyFeedIsOfToday) {
  EXPECT_THAT(page("/feeds/today.atom"), HasSubstr("<updated>2026-11-25T00:00:00Z</updated>"));
}

}  // namespace
}  // namespace pith
