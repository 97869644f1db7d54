#include "stages/feed/access.h"

#include <gtest/gtest.h>

namespace pith::feed {
namespace {

// The address of a transcript, as it is fetched once a feed at `feed` has named it.
std::string lent(std::string_view feed, std::string address) {
  PublishedFeed published;
  published.items.emplace_back().transcripts = {{std::move(address), "text/vtt", "", ""}};
  lend_access(published, feed);
  return published.items.front().transcripts.front().url;
}

TEST(Access, IsLentToWhatStandsAtTheFeedsOwnOrigin) {
  EXPECT_EQ(lent("https://ann:pw@a.example/feed", "https://a.example/1.vtt"), "https://ann:pw@a.example/1.vtt");
  EXPECT_EQ(lent("https://ann:pw@a.example/feed", "https://A.example:443/1.vtt"), "https://ann:pw@a.example:443/1.vtt");
  EXPECT_EQ(lent("http://ann:pw@a.example:81/feed", "http://a.example:81/1.vtt"), "http://ann:pw@a.example:81/1.vtt");
}

TEST(Access, IsLentToNobodyElse) {
  for (const auto* other : {"http://a.example/1.vtt", "https://a.example:8443/1.vtt", "https://b.a.example/1.vtt",
                            "https://b.example/1.vtt", "https://bob:own@a.example/1.vtt", "", "no address"})
    EXPECT_EQ(lent("https://ann:pw@a.example/feed", other), other);
  EXPECT_EQ(lent("https://a.example/feed", "https://a.example/1.vtt"), "https://a.example/1.vtt");
}

}  // namespace
}  // namespace pith::feed
