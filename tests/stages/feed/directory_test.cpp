// Apple's directory: its links and its answers.
#include "stages/feed/directory.h"

#include <gtest/gtest.h>

namespace pith::feed {
namespace {

TEST(AppleLink, HoldsTheShowsNumber) {
  EXPECT_EQ(apple_id_of("https://podcasts.apple.com/us/podcast/the-show/id1200361736?i=1000"), "1200361736");
  EXPECT_EQ(apple_id_of("itunes.apple.com/de/podcast/id42"), "42");
  EXPECT_EQ(apple_id_of("itms-podcasts://itunes.apple.com/podcast/x/id42"), "42");
}

TEST(AppleLink, IsNoOtherAddress) {
  EXPECT_EQ(apple_id_of("https://example.org/podcast/id42"), "");
  EXPECT_EQ(apple_id_of("https://podcasts.apple.com.evil.example/id42"), "");
  EXPECT_EQ(apple_id_of("https://podcasts.apple.com/us/browse"), "");
  EXPECT_EQ(apple_id_of("https://podcasts.apple.com/id42x"), "");
}

TEST(Directory, IsAskedWithEncodedWords) {
  EXPECT_EQ(search_url("https://itunes.apple.com/", "a & b?", 5),
            "https://itunes.apple.com/search?media=podcast&entity=podcast&limit=5&term=a%20%26%20b%3F");
  EXPECT_EQ(lookup_url("http://127.0.0.1:1", "42"), "http://127.0.0.1:1/lookup?id=42&entity=podcast");
}

TEST(Directory, NamesItsPodcastsOnly) {
  const auto found = read_directory(R"({"resultCount":3,"results":[{"kind":"song","trackName":"No"},
      {"kind":"podcast","collectionName":" A\nShow ","artistName":"Ann","feedUrl":"https://e.org/f","trackCount":7},
      {"kind":"podcast","trackName":"Only there","feedUrl":"javascript:nothing"}]})");
  ASSERT_TRUE(found) << found.error().log_line();
  ASSERT_EQ(found->size(), 2u);
  EXPECT_EQ(found->at(0), (DirectoryEntry{"A Show", "Ann", "https://e.org/f", "", "", 7}));
  EXPECT_EQ(found->at(1).feed_url, "");
}

TEST(Directory, SaysWhatIsNoAnswer) {
  EXPECT_EQ(read_directory("<html>").error().kind, ErrorKind::invalid_input);
  EXPECT_EQ(read_directory("{}").error().message, "the answer of Apple's directory holds no list of results");
}

}  // namespace
}  // namespace pith::feed
