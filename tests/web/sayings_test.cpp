// Who says the same, on the page of an insight.
#include <gmock/gmock.h>

#include "web/world.h"

namespace pith {
namespace {

using test::make_episode;
using test::make_insight;
using test::make_show;
using testing::HasSubstr;
using testing::Not;

class Sayings : public test::SiteFixture {
 protected:
  // Of another show, some days before.
  void put_insight_and_restatement(double likeness) {
    put_one_insight();
    const auto shop = make_show("sh_shop", "Shop Floor");
    const auto early = make_episode("ep_early", shop, "Lights out", "2026-11-02");
    write([&](store::Tx& tx) {
      put_episode(tx, shop, early);
      store::replace_insights(tx, early.id,
                              std::vector{make_insight("in_same", early, "A restart is the real danger")});
      store::put_links(tx, std::vector<Link>{{"in_restart", "in_same", LinkKind::restates, likeness}});
    });
  }
};

TEST_F(Sayings, AreToldInOrder) {
  put_insight_and_restatement(.95);
  const auto html = page("/insights/in_restart");
  const auto from = html.find("Who says the same");
  EXPECT_LT(html.find("A restart is the real danger", from), html.find("this one", from));
  EXPECT_THAT(page("/insights/in_same"), HasSubstr("First said by Tomas Okafor on Shop Floor, 2 November 2026."));
}

TEST_F(Sayings, OfARecordingThatTwoShowsPublishedAreOne) {
  put_insight_and_restatement(.99);
  const auto html = page("/insights/in_restart");
  EXPECT_THAT(html, HasSubstr("on Shop Floor, 2 November 2026. The same recording is also on The Deep Grid."));
  EXPECT_THAT(html, Not(HasSubstr("shows have said so")));
}

TEST_F(Sayings, TellWhoWasFirstHoweverFarThatIs) {
  put_one_insight();
  std::vector<Link> ties;
  for (int n = 0; n < 12; ++n) {
    const auto name = std::to_string(n + 10);
    const auto show = make_show("sh_" + name, "Show " + name);
    const auto episode = make_episode("ep_" + name, show, "Episode", "2026-11-" + std::to_string(22 - n));
    auto same = make_insight("in_" + name, episode, "Claim " + name);
    same.text = "In other words " + name;
    write([&](store::Tx& tx) {
      put_episode(tx, show, episode);
      store::replace_insights(tx, episode.id, std::vector{same});
    });
    ties.push_back({"in_restart", same.id, LinkKind::restates, .9 - .01 * n});
  }
  write([&](store::Tx& tx) { store::put_links(tx, ties); });
  const auto html = page("/insights/in_restart");
  EXPECT_THAT(html, HasSubstr("First said by Tomas Okafor on Show 21, 11 November 2026. 13 shows have said so."));
  const auto fold = html.find("5 more, said later");
  EXPECT_LT(html.find("Claim 14"), fold);
  EXPECT_GT(html.find("Claim 13"), fold);
  EXPECT_LT(html.find("this one"), html.find("</details>"));
}

}  // namespace
}  // namespace pith
