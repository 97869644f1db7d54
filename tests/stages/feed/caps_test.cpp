#include "stages/feed/caps.h"

#include <string>

#include <gtest/gtest.h>

#include "stages/feed/read_feed.h"

namespace pith::feed {
namespace {

const std::string endless(5 << 20, 'x');

TEST(Caps, CutATitleWithAnEllipsisInEveryFormat) {
  for (const auto& document :
       {"<rss><channel><title>" + endless + "</title><item><title>" + endless + "</title></item></channel></rss>",
        R"({"version":"https://jsonfeed.org/version/1","title":")" + endless + R"(","items":[{"id":"1","title":")" +
            endless + R"("}]})"}) {
    const auto feed = read_feed(document);
    ASSERT_TRUE(feed) << feed.error().message;
    EXPECT_EQ(feed->title.size(), 1000U);
    EXPECT_TRUE(feed->items.at(0).title.ends_with("x…"));
  }
}

TEST(Caps, LeaveNoAddressThatIsTooLong) {
  PublishedFeed feed;
  feed.items.resize(1);
  feed.items[0].audio.url = "https://a.example/" + endless;
  feed.items[0].transcripts = {{.url = "https://a.example/" + endless}, {.url = "https://a.example/t"}};
  cap(feed);
  EXPECT_EQ(feed.items[0].audio.url, "");
  EXPECT_EQ(feed.items[0].transcripts.size(), 1U);
}

TEST(Caps, KeepLongIdentitiesApart) {
  PublishedFeed feed;
  feed.items.resize(2);
  feed.items[0].guid = endless + "1";
  feed.items[1].guid = endless + "2";
  cap(feed);
  EXPECT_LT(feed.items[0].guid.size(), 300U);
  EXPECT_NE(feed.items[0].guid, feed.items[1].guid);
}

TEST(Caps, LeaveWhatIsOfUsualLength) {
  PublishedFeed feed;
  feed.items.resize(1);
  feed.items[0].title = std::string(1000, 'x');
  feed.items[0].guid = std::string(2000, 'x');
  const auto before = feed.items;
  cap(feed);
  EXPECT_EQ(feed.items, before);
}

}  // namespace
}  // namespace pith::feed
