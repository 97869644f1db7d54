#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/url.h"
#include "pipeline/dispatch.h"
#include "pipeline/over_http.h"
#include "store/episodes.h"
#include "store/feeds.h"
#include "store/shows.h"
#include "store/work.h"
#include "store/work_keys.h"

namespace pith::pipeline {
namespace {

class Following : public OverHttp {
 protected:
  Following() {
    context_.options.directory_url = server_.url("/apple");
    context_.options.own_directory = true;
  }

  void follow(const std::string& address) { follow(follow_work(address)); }
  void follow(const store::WorkKey& work) {
    store_->write([&](store::Tx& tx) { store::enqueue(tx, work, parts_.clock.now()); }).value();
    Dispatch(context_, {.net_threads = 1}).run_until_idle({"follow"}).value();
  }
};

constexpr auto link = "https://podcasts.apple.com/us/podcast/a-show/id1234";

TEST_F(Following, TakesALinkOfApplePodcastsForTheFeedItNames) {
  const auto feed = server_.url("/feed.xml");
  server_.on("/apple/lookup", test::Reply{.body = R"({"resultCount": 1, "results": [{"kind": "podcast", "feedUrl": ")" +
                                                  feed + R"(", "collectionName": "A show"}]})"});
  server_.on("/feed.xml", test::Reply{.body = "<rss><channel><title>A show</title></channel></rss>"});
  follow(link);
  EXPECT_TRUE(store::feed_by_url(store_->read(), feed).value());
  EXPECT_FALSE(store::feed_by_url(store_->read(), link).value());
}

TEST_F(Following, KeepsWhyALinkOfApplePodcastsCouldNotBeFollowed) {
  server_.on("/apple/lookup", test::Reply{.body = R"({"resultCount": 0, "results": []})"});
  follow(link);
  const auto failed = store::work_in_trouble(store_->read(), "follow").value();
  ASSERT_EQ(failed.size(), 1u);
  EXPECT_TRUE(failed.front().error.contains("Apple's directory knows no podcast 1234"));
}

// A known show, and a feed that states the same podcast:guid.
class Claiming : public Following {
 protected:
  Claiming() { server_.on("/known.xml", test::Reply{.body = claiming("The Deep Grid", "What it says")}); }

  static std::string claiming(std::string_view title, std::string_view about, std::string_view guid = "one-guid") {
    return fmt::format(
        "<rss xmlns:podcast='https://podcastindex.org/namespace/1.0'><channel><title>{0}</title><podcast:guid>{2}"
        "</podcast:guid><item><guid>a</guid><title>The first</title><description>{1}</description><enclosure "
        "url='https://a.example/a.mp3'/></item></channel></rss>",
        title, about, guid);
  }

  Feed fed_by(const std::string& path) { return **store::feed_by_url(store_->read(), server_.url(path)); }
  bool is_private(const Feed& feed) { return (*store::show_by_id(store_->read(), feed.show_id))->is_private; }
  void end(Feed feed) {
    feed.ended = true;
    store_->write([&](store::Tx& tx) { store::put(tx, feed); }).value();
  }
  std::string title_of(const std::string& show) { return (*store::show_by_id(store_->read(), show))->title; }
  std::string about_first(const std::string& show) {
    return store::episodes_of_show(store_->read(), show)->front().description;
  }
};

TEST_F(Claiming, AnothersGuidMakesAShowOfItsOwnAndChangesNothingOfTheOthers) {
  server_.on("/stranger.xml", test::Reply{.body = claiming("Buy now", "What a stranger says")});
  follow(server_.url("/known.xml"));
  follow(server_.url("/stranger.xml"));
  const auto known = fed_by("/known.xml").show_id;
  const auto stranger = fed_by("/stranger.xml").show_id;
  EXPECT_NE(stranger, known);
  EXPECT_EQ(title_of(known), "The Deep Grid");
  EXPECT_EQ(title_of(stranger), "Buy now");
  EXPECT_EQ(about_first(known), "What it says");
  EXPECT_EQ(about_first(stranger), "What a stranger says");
}

TEST_F(Claiming, AnothersAddressAsGuidMakesAShowOfItsOwn) {
  server_.on("/plain.xml", test::Reply{.body = "<rss><channel><title>Plain</title></channel></rss>"});
  follow(server_.url("/plain.xml"));
  const auto address = comparable_url(server_.url("/plain.xml"));
  server_.on("/stranger.xml", test::Reply{.body = claiming("Buy now", "What a stranger says", address)});
  follow(server_.url("/stranger.xml"));
  EXPECT_NE(fed_by("/stranger.xml").show_id, fed_by("/plain.xml").show_id);
  EXPECT_EQ(title_of(fed_by("/plain.xml").show_id), "Plain");
}

TEST_F(Claiming, AnAddressThatLeadsToItsFeedForGoodIsOfTheShow) {
  follow(server_.url("/known.xml"));
  server_.on("/new.xml", test::Reply{.body = claiming("The Deep Grid, renamed", "What it says")});
  server_.on("/old.xml", test::Reply{.status = 301, .headers = {{"Location", server_.url("/known.xml")}}});
  server_.on("/for-now.xml", test::Reply{.status = 302, .headers = {{"Location", server_.url("/new.xml")}}});
  for (const auto* path : {"/old.xml", "/for-now.xml"}) follow(server_.url(path));
  EXPECT_EQ(fed_by("/old.xml").show_id, fed_by("/known.xml").show_id);
  EXPECT_NE(fed_by("/for-now.xml").show_id, fed_by("/known.xml").show_id);
}

TEST_F(Claiming, ASecondFeedOfOneTitleIsOfTheShow) {
  follow(server_.url("/known.xml"));
  server_.on("/video.xml", test::Reply{.body = claiming("The  deep grid", "What it says")});
  follow(server_.url("/video.xml"));
  EXPECT_EQ(fed_by("/video.xml").show_id, fed_by("/known.xml").show_id);
  EXPECT_EQ(store::episodes_of_show(store_->read(), fed_by("/known.xml").show_id)->size(), 1U);
}

TEST_F(Claiming, AMembersFeedOfOneTitleHidesNothingOfTheShow) {
  follow(server_.url("/known.xml"));
  server_.on("/members.xml", test::Reply{.body = claiming("The Deep Grid", "For members")});
  const auto members = "/members.xml?token=5up3rs3cr3tv4lue";
  follow(server_.url(members));
  EXPECT_NE(fed_by(members).show_id, fed_by("/known.xml").show_id);
  EXPECT_FALSE(is_private(fed_by("/known.xml")));
  EXPECT_TRUE(is_private(fed_by(members)));
}

TEST_F(Claiming, APublicFeedJoinsNoPrivateShowThoughThatIsReadNoMore) {
  server_.on("/members.xml", test::Reply{.body = claiming("The Deep Grid", "For members")});
  const auto members = "/members.xml?token=5up3rs3cr3tv4lue";
  follow(server_.url(members));
  end(fed_by(members));
  follow(server_.url("/known.xml"));
  EXPECT_NE(fed_by("/known.xml").show_id, fed_by(members).show_id);
  EXPECT_FALSE(is_private(fed_by("/known.xml")));
  EXPECT_TRUE(is_private(fed_by(members)));
}

TEST_F(Claiming, AMembersFeedAtANewSecretAddressGoesOnWithItsShow) {
  for (const auto* path : {"/old.xml", "/new.xml"})
    server_.on(path, test::Reply{.body = claiming("The Deep Grid", "For members")});
  follow(server_.url("/old.xml?token=5up3rs3cr3tv4lue"));
  end(fed_by("/old.xml?token=5up3rs3cr3tv4lue"));
  follow(server_.url("/new.xml?token=5up3rs3cr3tv4lue"));
  EXPECT_EQ(fed_by("/new.xml?token=5up3rs3cr3tv4lue").show_id, fed_by("/old.xml?token=5up3rs3cr3tv4lue").show_id);
}

TEST_F(Claiming, AnAddressThatLeadsToASecretOneIsPrivate) {
  server_.on("/f.xml", test::Reply{.body = claiming("The Deep Grid", "For members")});
  server_.on("/go", test::Reply{.status = 302, .headers = {{"Location", "/f.xml?auth=5up3rs3cr3tv4lue"}}});
  follow(server_.url("/go"));
  EXPECT_TRUE(is_private(fed_by("/go")));
}

TEST_F(Claiming, AnAddressThatLeadsToOneSignedForATimeIsNot) {
  server_.on("/f.xml", test::Reply{.body = claiming("The Deep Grid", "For all")});
  server_.on("/go", test::Reply{.status = 302, .headers = {{"Location", "/f.xml?Expires=1764230400&Signature=5f3c"}}});
  follow(server_.url("/go"));
  EXPECT_FALSE(is_private(fed_by("/go")));
}

TEST_F(Claiming, WhatItsOwnerCallsPrivateIsAndStaysSo) {
  follow(store::private_follow_work(server_.url("/known.xml")));
  EXPECT_TRUE(is_private(fed_by("/known.xml")));
  end(fed_by("/known.xml"));
  follow(server_.url("/known.xml"));
  EXPECT_TRUE(is_private(fed_by("/known.xml")));
}

TEST_F(Claiming, AFollowedShowBecomesPrivateWhereItsOwnerSaysSo) {
  follow(server_.url("/known.xml"));
  EXPECT_FALSE(is_private(fed_by("/known.xml")));
  follow(store::private_follow_work(server_.url("/known.xml")));
  EXPECT_TRUE(is_private(fed_by("/known.xml")));
}

// As one is that an earlier version followed, which knew fewer secrets.
TEST_F(Claiming, AShowWhoseAddressComesToBeKnownAsSecretIsPrivateFromItsNextPollOn) {
  const auto members = "/known.xml?token=5up3rs3cr3tv4lue";
  follow(server_.url(members));
  auto show = **store::show_by_id(store_->read(), fed_by(members).show_id);
  show.is_private = false;
  store_->write([&](store::Tx& tx) { store::put(tx, show); }).value();
  parts_.clock.set(parts_.clock.now() + std::chrono::hours{48});
  Dispatch(context_, {.net_threads = 1}).run_until_idle({"poll"}).value();
  EXPECT_TRUE(is_private(fed_by(members)));
}

TEST_F(Claiming, TheFeedOfAPageThatItsOwnerCallsPrivateIsPrivate) {
  server_.on("/page",
             test::Reply{.body = "<html><head><link rel='alternate' type='application/rss+xml' href='/known.xml'>"
                                 "</head></html>"});
  follow(store::private_follow_work(server_.url("/page")));
  EXPECT_TRUE(is_private(fed_by("/known.xml")));
}

TEST_F(Claiming, AShowWhoseFeedIsReadNoMoreGoesOnUnderItsGuid) {
  follow(server_.url("/known.xml"));
  auto ended = fed_by("/known.xml");
  ended.ended = true;
  store_->write([&](store::Tx& tx) { store::put(tx, ended); }).value();
  server_.on("/new-host.xml", test::Reply{.body = claiming("The Deep Grid", "What it says")});
  follow(server_.url("/new-host.xml"));
  EXPECT_EQ(fed_by("/new-host.xml").show_id, ended.show_id);
  EXPECT_EQ(store::episodes_of_show(store_->read(), ended.show_id)->size(), 1U);
}

}  // namespace
}  // namespace pith::pipeline
