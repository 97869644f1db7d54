#include "domain/privacy.h"

#include <gtest/gtest.h>

namespace pith {
namespace {

std::string without_paths(std::string text) {
  strike_paths(text);
  return text;
}

TEST(Privacy, OfAddressesInATextHostsAloneStay) {
  EXPECT_EQ(without_paths("the transcript https://a.example:8443/m/abc/1.vtt?x=1 was not given out (404)"),
            "the transcript https://a.example:8443/*** was not given out (404)");
  EXPECT_EQ(without_paths("http://a.example/1.vtt: no text"), "http://a.example/***: no text");
  EXPECT_EQ(without_paths("\"http://a.example/1\" leads to http://b.example?t=1."),
            "\"http://a.example/***\" leads to http://b.example/***.");
  EXPECT_EQ(without_paths("http://a.example cannot be reached, nor http://b.example/"),
            "http://a.example cannot be reached, nor http://b.example/");
  EXPECT_EQ(without_paths("its publisher offers no transcript"), "its publisher offers no transcript");
}

TEST(Privacy, AnEpisodeOfAPrivateShowLosesWhatIsAnAddress) {
  Episode episode{.guid = "https://a.example/m/abc/1"};
  episode.aliases = {"plain", "https://a.example/m/abc/2"};
  episode.link = "https://a.example/m/abc/page";
  episode.reason = "the transcript https://a.example/m/abc/1.vtt was not given out (404)";
  withhold_addresses(episode);
  EXPECT_EQ(episode.guid, "");
  EXPECT_EQ(episode.aliases, std::vector<std::string>{"plain"});
  EXPECT_EQ(episode.link, "");
  EXPECT_EQ(episode.reason, "the transcript https://a.example/*** was not given out (404)");
  Episode named{.guid = "episode-1"};
  withhold_addresses(named);
  EXPECT_EQ(named.guid, "episode-1");
}

TEST(Privacy, OfAnAddressInWhichNoSecretIsKnownTheHostAloneStays) {
  Feed feed{.url = "https://a.example/the/members/feed"};
  withhold_addresses(feed);
  EXPECT_EQ(feed.url, "https://a.example/***");
  Feed known{.url = "https://a.example/feed?auth=s3cret"};
  withhold_addresses(known);
  EXPECT_EQ(known.url, "https://a.example/feed?auth=***");
  withhold_addresses(known);
  EXPECT_EQ(known.url, "https://a.example/feed?auth=***");
}

}  // namespace
}  // namespace pith
