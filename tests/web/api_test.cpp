// The API's lists: whole in pages of any size, and silent about what is private. Its shape as a whole is tested over
// HTTP (tests/journeys/api_test.py).
#include <gmock/gmock.h>

#include "lib/json/json.h"
#include "web/public_world.h"

namespace pith {
namespace {

using test::make_episode;
using test::make_insight;

// Of thirty insights about restarts two in three are on the private show, and the newest.
class Api : public test::PublicFixture {
 protected:
  Api() {
    write([&](store::Tx& tx) {
      for (int n = 0; n < 30; ++n) put_numbered(tx, n);
    });
    look(false);
  }

  void put_numbered(store::Tx& tx, int n) {
    const auto& show = n % 3 == 0 ? grid : secret;
    const auto name = std::to_string(n);
    const auto episode =
        make_episode("ep_" + name, show, "Episode " + name, "2026-11-24T0" + std::to_string(n % 9) + ":00:00Z");
    put_episode(tx, show, episode);
    auto insight = make_insight("in_" + name, episode, "Restart number " + name);
    store::replace_insights(tx, episode.id, std::vector{insight});
    store::put_links(tx, std::vector<Link>{{"in_restart", insight.id, LinkKind::restates, 1 - n / 100.0}});
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
    const auto page = ask("/api/v1/search", {{"q", "transformer"}, {"limit", "1"}, {"cursor", cursor}});
    for (const auto& hit : page.at("passages").items()) {
      EXPECT_THAT(std::string(hit.at("text").text()), testing::HasSubstr("transformer"));
      ++passages;
    }
    cursor = page.at("next").text();
    if (cursor.empty()) break;
  }
  EXPECT_EQ(passages, 4U);
}

TEST_F(Api, SearchIsNarrowedAsOnThePage) {
  const auto narrowed = ask("/api/v1/search", {{"show", "the-deep-grid"}, {"to", "2026-11-23"}});
  EXPECT_TRUE(narrowed.at("insights").items().empty());
  EXPECT_EQ(ask("/api/v1/search", {{"show", "the-paid-hour"}}).at("status").integer(), 404);
  const auto unknown = ask("/api/v1/search", {{"q", "transformer"}, {"person", "Nobody Known"}});
  EXPECT_TRUE(unknown.has("insights") && unknown.at("insights").items().empty() &&
              unknown.at("passages").items().empty());
  EXPECT_EQ(ask("/api/v1/search", {{"q", "x"}, {"from", "yesterday"}}).at("status").integer(), 400);
  EXPECT_TRUE(ask("/api/v1/search", {{"q", "transformer"}, {"only", "insights"}}).at("passages").items().empty());
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
  site_ = make_site(true);
  EXPECT_EQ(ask("/api/v1/status").at("given_up").items().size(), 100U);
}

}  // namespace
}  // namespace pith
