#include <gtest/gtest.h>

#include "pipeline/dispatch.h"
#include "pipeline/over_http.h"
#include "store/feeds.h"
#include "store/work.h"

namespace pith::pipeline {
namespace {

class Following : public OverHttp {
 protected:
  Following() {
    context_.options.directory_url = server_.url("/apple");
    context_.options.own_directory = true;
  }

  void follow(const std::string& address) {
    store_->write([&](store::Tx& tx) { store::enqueue(tx, follow_work(address), parts_.clock.now()); }).value();
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

}  // namespace
}  // namespace pith::pipeline
