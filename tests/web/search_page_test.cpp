#include <fmt/format.h>
#include <gmock/gmock.h>

#include "web/world.h"

namespace pith {
namespace {

using test::at;
using testing::HasSubstr;
using testing::Not;

class SearchPage : public test::SiteFixture {
 protected:
  SearchPage() { put_one_insight(); }
};

TEST_F(SearchPage, FindsInsightsAndPassagesAndMarksTheWords) {
  const auto html = page("/search?q=transformer");
  EXPECT_THAT(html, HasSubstr("Found 1 insight and 1 passage."));
  EXPECT_THAT(html, HasSubstr("cold <mark>transformer</mark> draws"));
  EXPECT_THAT(html, HasSubstr("In the transcripts"));
  EXPECT_THAT(html, HasSubstr("#t="));
}

TEST_F(SearchPage, HelpsWhereNothingIsFound) {
  EXPECT_THAT(page("/search?q=zebra"), HasSubstr("Nothing has “zebra” in it."));
  EXPECT_THAT(page("/search?q=mattresses"), HasSubstr("Nothing has"));
}

TEST_F(SearchPage, ShowsTopicsAndTheNewestWhereNothingIsAskedFor) {
  const auto html = page("/search");
  EXPECT_THAT(html, HasSubstr("Quotation marks"));
  EXPECT_THAT(html, HasSubstr("<a href=\"/topics/grid-restart\">grid restart</a>"));
  EXPECT_THAT(html, HasSubstr("Newest insights"));
  EXPECT_THAT(html, HasSubstr("/insights/in_restart"));
}

TEST_F(SearchPage, ShowsOneOfEachEpisodeAmongTheNewest) {
  std::vector<Insight> both{claim, test::make_insight("in_second", restart, "A second claim of that hour")};
  write([&](store::Tx& tx) { store::replace_insights(tx, restart.id, both); });
  const auto html = page("/search");
  EXPECT_NE(html.find("/insights/in_restart") == html.npos, html.find("/insights/in_second") == html.npos);
}

TEST_F(SearchPage, ShowsWhatWasLikelyMeant) {
  EXPECT_THAT(page("/search?q=blackuot"), HasSubstr("Nothing has “blackuot” in it; this is for “blackout”."));
  EXPECT_THAT(page("/search?q=transformer+blackuot&from=2026-11-01"),
              HasSubstr("Did you mean <a href=\"/search?q=transformer+blackout&amp;from=2026-11-01\">"));
}

TEST_F(SearchPage, NarrowsByShowPersonAndDate) {
  for (const auto* narrow : {"show=the-deep-grid", "person=Tomas+Okafor", "person=tomas", "from=2026-11-24",
                             "to=2026-11-24", "from=2026-11-24&to=2026-11-24&show=the-deep-grid"})
    EXPECT_THAT(page(std::string("/search?q=transformer&") + narrow), HasSubstr("/insights/in_restart")) << narrow;
  for (const auto* narrow :
       {"show=another", "person=Mara+Lindqvist", "person=nobody", "from=2026-11-25", "to=2026-11-23"})
    EXPECT_THAT(page(std::string("/search?q=transformer&") + narrow), Not(HasSubstr("/insights/in_restart"))) << narrow;
}

TEST_F(SearchPage, SaysWhereItLookedInVain) {
  EXPECT_THAT(page("/search?q=grid&person=Zed"),
              HasSubstr("Nobody with “Zed” in their full name is known to speak here."));
  EXPECT_THAT(page("/search?q=grid&show=another"), HasSubstr("There is no such show here."));
  EXPECT_THAT(page("/search?q=transformer&to=2026-11-01"), HasSubstr("Nothing there has “transformer” in it."));
  EXPECT_THAT(page("/search?q=transformer&from=2026-11-02&to=2026-11-01"),
              HasSubstr("The first day is after the last"));
  EXPECT_THAT(page("/search?q=transformer&page=9"), HasSubstr("What was found for “transformer” has no such page"));
}

TEST_F(SearchPage, KeepsWhatTheFormHeld) {
  const auto html = page("/search?q=a+%22b%22&show=the-deep-grid&person=tomas&from=2026-11-01&to=bad&only=insights");
  EXPECT_THAT(html, HasSubstr("value=\"a &quot;b&quot;\""));
  EXPECT_THAT(html, HasSubstr("<option value=\"the-deep-grid\" selected>The Deep Grid</option>"));
  EXPECT_THAT(html, HasSubstr("name=\"person\" value=\"tomas\""));
  EXPECT_THAT(html, HasSubstr("name=\"from\" value=\"2026-11-01\""));
  EXPECT_THAT(html, HasSubstr("name=\"to\" value=\"\""));
  EXPECT_THAT(html, HasSubstr("value=\"insights\" checked"));
  EXPECT_THAT(html, HasSubstr("<details class=\"narrow\" open>"));
}

TEST_F(SearchPage, ShowsInsightsOnlyWhereThatIsWished) {
  const auto html = page("/search?q=transformer&only=insights");
  EXPECT_THAT(html, HasSubstr("Found 1 insight."));
  EXPECT_THAT(html, Not(HasSubstr("In the transcripts")));
}

TEST_F(SearchPage, ListsTheNewestOfAPlaceWithoutWords) {
  EXPECT_THAT(page("/search?person=tomas"), HasSubstr("/insights/in_restart"));
  EXPECT_THAT(page("/search?from=2026-11-25"), Not(HasSubstr("/insights/in_restart")));
}

TEST_F(SearchPage, GivesTheResultsAloneToItsModule) {
  const auto part = page("/search?q=transfor&part=results&typing=1");
  EXPECT_THAT(part, HasSubstr("<mark>transformer</mark>"));
  EXPECT_THAT(part, Not(HasSubstr("<html")));
  EXPECT_THAT(part, Not(HasSubstr("<form")));
  EXPECT_THAT(page("/search"), HasSubstr("<script type=\"module\" src=\"/static/search.js?v="));
  EXPECT_EQ(get("/static/search.js").header("Content-Type"), "text/javascript; charset=utf-8");
}

TEST_F(SearchPage, TakesWhateverIsTyped) {
  for (const auto* query : {"%22", "%22%22%22", "*", "AND+OR+NOT", "(", "a:b", "%27;DROP+TABLE+insight;--", "%ff%fe",
                            "NEAR(", "-", "-grid", "%e2%80%9cgrid"})
    for (const auto* name : {"q", "q=grid&show", "q=grid&person", "q=grid&from", "person"})
      for (const auto* part : {"", "&part=results&typing=1"})
        EXPECT_EQ(get(fmt::format("/search?{}={}{}", name, query, part)).status, 200) << name << query;
  EXPECT_EQ(get("/search?q=" + std::string(5000, 'x')).status, 200);
}

TEST_F(SearchPage, NeverShowsWhatIsHiddenOrPrivateToOthers) {
  grid.is_private = true;
  write([&](store::Tx& tx) { store::put(tx, grid); });
  web::SiteOptions options;
  options.for_owner = false;
  const auto others = *web::WebServer::start(*store, clock, options, {.threads = 1});
  for (const auto* target : {"/search", "/search?q=transformer", "/search?q=blackuot", "/search?person=tomas",
                             "/search?q=grid&show=the-deep-grid", "/search?q=storm&part=results"}) {
    EXPECT_THAT(page(target), HasSubstr("Deep Grid")) << target;
    const auto html = test::http_get(others->port(), target, "").body;
    for (const auto* secret : {"Deep Grid", "in_restart", "ep_restart", "grid-restart", "Found ", "blackout"})
      EXPECT_THAT(html, Not(HasSubstr(secret))) << target;
  }
  grid.hidden = true;
  write([&](store::Tx& tx) { store::put(tx, grid); });
  for (const auto* target : {"/search", "/search?q=transformer", "/search?q=blackuot", "/search?person=tomas"})
    for (const auto* secret : {"Deep Grid", "in_restart", "ep_restart", "grid-restart", "Found "})
      EXPECT_THAT(page(target), Not(HasSubstr(secret))) << target << secret;
}

}  // namespace
}  // namespace pith
