// The pages of topics and people.
#include <gmock/gmock.h>

#include "web/world.h"

namespace pith {
namespace {

using test::make_episode;
using test::make_insight;
using test::make_show;
using test::make_transcript;
using testing::HasSubstr;
using testing::Not;

class SubjectPages : public test::SiteFixture {
 protected:
  // Another publisher's show, where a Tomas Okafor speaks too.
  void put_second_show() {
    sea.author = "Sea House";
    write([&](store::Tx& tx) {
      put_episode(tx, sea, tide);
      store::put_transcript(tx, tide.id, make_transcript());
      store::replace_insights(tx, tide.id, std::vector{make_insight("in_tide", tide, "A tide keeps its own clock")});
    });
  }

  Show sea = make_show("sh_sea", "Low Sea");
  Episode tide = make_episode("ep_tide", sea, "Tide and clock", "2026-11-23T05:00:00Z");
};

TEST_F(SubjectPages, ATopicListsWhatWasSaidWithItsProof) {
  put_one_insight();
  const auto html = page("/topics/grid-restart");
  EXPECT_THAT(html, HasSubstr("<h1>grid restart</h1>"));
  EXPECT_THAT(html, HasSubstr("/insights/in_restart"));
  EXPECT_THAT(html, HasSubstr("/episodes/ep_restart#t=48"));
}

TEST_F(SubjectPages, ATopicListsTheNewestFirst) {
  put_one_insight();
  put_second_show();
  const auto html = page("/topics/transformers");
  EXPECT_LT(html.find("/insights/in_restart"), html.find("/insights/in_tide"));
}

TEST_F(SubjectPages, ALongTopicComesInPages) {
  put_one_insight();
  write([&](store::Tx& tx) {
    std::vector<Insight> many;
    for (int n = 10; n < 25; ++n)
      many.push_back(make_insight("in_" + std::to_string(n), restart, "Claim " + std::to_string(n)));
    store::replace_insights(tx, restart.id, many);
  });
  EXPECT_THAT(page("/topics/transformers"), HasSubstr("/topics/transformers?page=2"));
  EXPECT_THAT(page("/topics/transformers?page=2"), HasSubstr("Claim 10"));
}

TEST_F(SubjectPages, TopicsListsThemWithTheirCounts) {
  put_one_insight();
  const auto html = page("/topics");
  EXPECT_THAT(html, HasSubstr("/topics/grid-restart"));
  EXPECT_THAT(html, HasSubstr(R"(1<span class="hide"> insight</span>)"));
}

TEST_F(SubjectPages, AnUnknownTopicIsNotThere) { EXPECT_EQ(get("/topics/gardening").status, 404); }

TEST_F(SubjectPages, APersonListsWhatTheySaidAndWhere) {
  put_one_insight();
  const auto html = page("/people/tomas-okafor");
  EXPECT_THAT(html, HasSubstr("<h1>Tomas Okafor</h1>"));
  EXPECT_THAT(html, HasSubstr("/shows/the-deep-grid"));
  EXPECT_THAT(html, HasSubstr("/insights/in_restart"));
}

TEST_F(SubjectPages, APersonIsFoundAtAnAddressWithCapitals) {
  put_one_insight();
  EXPECT_EQ(page("/people/Tomas-Okafor"), page("/people/tomas-okafor"));
}

TEST_F(SubjectPages, AnInsightLinksToItsSpeakerAndItsTopics) {
  put_one_insight();
  const auto html = page("/insights/in_restart");
  EXPECT_THAT(html, HasSubstr("href=\"/people/tomas-okafor\""));
  EXPECT_THAT(html, HasSubstr("href=\"/topics/grid-restart\""));
}

TEST_F(SubjectPages, ABriefLinksToSpeakersAndTopics) {
  put_one_insight();
  put_brief("2026-11-25", {{"in_restart", "", 1}});
  const auto html = page("/");
  EXPECT_THAT(html, HasSubstr("href=\"/people/tomas-okafor\""));
  EXPECT_THAT(html, HasSubstr("href=\"/topics/transformers\""));
}

TEST_F(SubjectPages, OneNameOnTwoShowsIsTwoPagesThatSayOfWhichShow) {
  put_one_insight();
  put_second_show();
  const auto html = page("/people/tomas-okafor");
  EXPECT_THAT(html, HasSubstr("nothing tells that they are one person"));
  EXPECT_THAT(html, HasSubstr("/people/tomas-okafor-at-low-sea"));
  const auto sea_page = page("/people/tomas-okafor-at-low-sea");
  EXPECT_THAT(sea_page, HasSubstr("/insights/in_tide"));
  EXPECT_THAT(sea_page, Not(HasSubstr("/insights/in_restart")));
  EXPECT_THAT(page("/insights/in_tide"), HasSubstr("href=\"/people/tomas-okafor-at-low-sea\""));
}

TEST_F(SubjectPages, OneNameOnTwoShowsOfOnePublisherIsOnePage) {
  put_one_insight();
  put_second_show();
  write([&](store::Tx& tx) {
    sea.author = grid.author;
    store::put(tx, sea);
  });
  const auto html = page("/people/tomas-okafor");
  EXPECT_THAT(html, HasSubstr("/insights/in_restart"));
  EXPECT_THAT(html, HasSubstr("/insights/in_tide"));
}

TEST_F(SubjectPages, APersonOfAHiddenShowIsNotThere) {
  put_one_insight();
  write([&](store::Tx& tx) {
    grid.hidden = true;
    store::put(tx, grid);
  });
  EXPECT_EQ(get("/people/tomas-okafor").status, 404);
}

TEST_F(SubjectPages, APersonAndATopicOfAHiddenEpisodeAreNotThere) {
  put_one_insight();
  write([&](store::Tx& tx) {
    restart.hidden = true;
    store::put(tx, restart);
  });
  EXPECT_EQ(get("/people/tomas-okafor").status, 404);
  EXPECT_EQ(get("/topics/transformers").status, 404);
}

TEST_F(SubjectPages, AFirstNameHasNoPage) {
  put_one_insight();
  EXPECT_EQ(get("/people/tomas").status, 404);
  EXPECT_EQ(get("/people/unknown-speaker").status, 404);
}

TEST_F(SubjectPages, AnUnknownSpeakerIsNoLink) {
  claim.speaker = "unknown speaker";
  put_one_insight();
  const auto html = page("/insights/in_restart");
  EXPECT_THAT(html, HasSubstr("<p class=\"byline\"><b>Speaker not named</b>"));
  EXPECT_THAT(html, Not(HasSubstr("/people/unknown")));
}

TEST_F(SubjectPages, AnInsightLinksToThosePeopleWhoAreHeardInItsTalk) {
  put_one_insight();
  EXPECT_THAT(page("/insights/in_restart"), HasSubstr("<a href=\"/people/mara-lindqvist\">Mara Lindqvist</a>"));
}

TEST_F(SubjectPages, WhatWasSaidIsDrawnOverTime) {
  const auto earlier = test::make_episode("ep_early", grid, "Before", "2025-02-10T05:00:00Z");
  put_one_insight();
  write([&](store::Tx& tx) {
    put_episode(tx, grid, earlier);
    store::put_transcript(tx, earlier.id, test::make_transcript());
    store::replace_insights(tx, earlier.id, std::vector{test::make_insight("in_early", earlier, "An earlier claim")});
  });
  for (const auto* target : {"/shows/the-deep-grid", "/topics/transformers", "/people/tomas-okafor"}) {
    const auto html = page(target);
    EXPECT_THAT(html, HasSubstr("<rect")) << target;
    EXPECT_THAT(html, HasSubstr("2 insights, February 2025 to November 2026")) << target;
    EXPECT_THAT(html, HasSubstr("<p class=\"span\" id=\"s-2025-02-01\">February 2025</p>")) << target;
    EXPECT_THAT(html, HasSubstr(std::string("<a href=\"") + target + "#s-2025-02-01\">2025</a>")) << target;
  }
}

}  // namespace
}  // namespace pith
