#include "base/url.h"

#include <utility>

#include <gtest/gtest.h>

namespace pith {
namespace {

TEST(Url, IsTakenApartAndPutTogether) {
  const auto url = parse_url(" HTTPS://Ann:pw@Example.ORG:8443/a/b?x=1&y#frag ");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->scheme, "https");
  EXPECT_EQ(url->user_info, "Ann:pw");
  EXPECT_EQ(url->host, "example.org");
  EXPECT_EQ(url->port, 8443);
  EXPECT_EQ(url->path, "/a/b");
  EXPECT_EQ(url->query, "x=1&y");
  EXPECT_EQ(url->fragment, "frag");
  EXPECT_EQ(url->text(), "https://Ann:pw@example.org:8443/a/b?x=1&y#frag");
}

TEST(Url, KeepsIpv6HostsWithTheirPort) {
  const auto url = parse_url("http://[::1]:8080/");
  ASSERT_TRUE(url);
  EXPECT_EQ(url->host, "[::1]");
  EXPECT_EQ(url->port, 8080);
}

TEST(Url, RefusesWhatIsNone) {
  for (const auto* text :
       {"", "example", "http://", "https://a:b:c/", "http://host:99999/", "//host/x", "http://a b/", "1http://x"}) {
    const auto url = parse_url(text);
    ASSERT_FALSE(url) << text;
    EXPECT_EQ(url.error().kind, ErrorKind::invalid_input);
  }
}

TEST(Url, EncodesSpacesAndDropsLineBreaks) {
  EXPECT_EQ(parse_url("http://x.org/my show\n.mp3")->text(), "http://x.org/my%20show.mp3");
}

TEST(Url, ReadsWhatAPersonTypes) {
  EXPECT_EQ(parse_web_address("example.com/feed")->text(), "https://example.com/feed");
  EXPECT_EQ(parse_web_address("feed://example.com/x")->text(), "https://example.com/x");
  EXPECT_EQ(parse_web_address("feed:http://example.com/x")->text(), "http://example.com/x");
  EXPECT_EQ(parse_web_address("podcast://example.com/x")->text(), "https://example.com/x");
  EXPECT_EQ(parse_web_address("http://localhost:8000/feed")->text(), "http://localhost:8000/feed");
  for (const auto* text :
       {"notaurl", "http://notaurl", "ftp://example.com/feed", "two words.txt", "", "javascript:alert(1)"})
    EXPECT_FALSE(parse_web_address(text)) << text;
}

// RFC 3986, 5.4: normal and abnormal examples.
TEST(Url, ResolvesTheExamplesOfTheStandard) {
  const std::pair<const char*, const char*> cases[] = {{"g:h", "g:h"},
                                                       {"g", "http://a/b/c/g"},
                                                       {"./g", "http://a/b/c/g"},
                                                       {"g/", "http://a/b/c/g/"},
                                                       {"/g", "http://a/g"},
                                                       {"//g", "http://g/"},
                                                       {"?y", "http://a/b/c/d;p?y"},
                                                       {"g?y", "http://a/b/c/g?y"},
                                                       {"#s", "http://a/b/c/d;p?q#s"},
                                                       {"g#s", "http://a/b/c/g#s"},
                                                       {"g?y#s", "http://a/b/c/g?y#s"},
                                                       {";x", "http://a/b/c/;x"},
                                                       {"", "http://a/b/c/d;p?q"},
                                                       {".", "http://a/b/c/"},
                                                       {"./", "http://a/b/c/"},
                                                       {"..", "http://a/b/"},
                                                       {"../", "http://a/b/"},
                                                       {"../g", "http://a/b/g"},
                                                       {"../..", "http://a/"},
                                                       {"../../g", "http://a/g"},
                                                       {"../../../g", "http://a/g"},
                                                       {"/./g", "http://a/g"},
                                                       {"/../g", "http://a/g"},
                                                       {"g.", "http://a/b/c/g."},
                                                       {"..g", "http://a/b/c/..g"},
                                                       {"./../g", "http://a/b/g"},
                                                       {"g/./h", "http://a/b/c/g/h"},
                                                       {"g/../h", "http://a/b/c/h"}};
  for (const auto& [reference, expected] : cases)
    EXPECT_EQ(resolve_url("http://a/b/c/d;p?q", reference), expected) << reference;
}

TEST(Url, LeavesAReferenceWithoutABaseAsItIs) { EXPECT_EQ(resolve_url("", " a/b "), "a/b"); }

TEST(Url, ComparesWithoutWhatDoesNotMatter) {
  const auto same = comparable_url("https://example.org/ep1.mp3?id=7&b=2");
  for (const auto* text : {"http://example.org:80/ep1.mp3?b=2&id=7", "https://WWW.Example.org/ep1.mp3?id=7&b=2#t=5",
                           "https://example.org/ep1.mp3?id=7&token=abc&b=2",
                           "https://example.org/%65p1.mp3?b=2&id=7&utm_source=x&updated=9",
                           "https://example.org/ep1.mp3/?id=7&b=2&X-Amz-Signature=00ff&Expires=17"})
    EXPECT_EQ(comparable_url(text), same) << text;
  EXPECT_NE(comparable_url("https://example.org/ep1.mp3?id=8&b=2"), same);
  EXPECT_NE(comparable_url("https://example.org:8443/ep1.mp3?id=7&b=2"), same);
  EXPECT_NE(comparable_url("https://example.org/EP1.mp3?id=7&b=2"), same);
}

TEST(Url, ComparesWithATrackersKeyWhereItsValueNamesAnAudioFile) {
  EXPECT_NE(comparable_url("https://example.org/play?src=one.mp3"),
            comparable_url("https://example.org/play?src=two.mp3"));
  EXPECT_EQ(comparable_url("https://example.org/play?src=mail"), comparable_url("https://example.org/play?src=web"));
}

TEST(Url, HidesSecretsForLogs) {
  EXPECT_EQ(redact_url("https://ann:pw@example.org/feed?token=abc&id=7#x"),
            "https://***@example.org/feed?token=***&id=7#x");
  EXPECT_EQ(redact_url("https://www.patreon.com/rss/show?auth=s3cr3t"), "https://www.patreon.com/rss/show?auth=***");
  EXPECT_EQ(redact_url("https://slate.supportingcast.fm/content/eyJ0IjoicCIsImMiOiIxNSJ9.rss"),
            "https://slate.supportingcast.fm/content/***");
  EXPECT_EQ(redact_url("https://example.org/feed?id=7"), "https://example.org/feed?id=7");
  EXPECT_TRUE(has_secret("https://ann:pw@example.org/"));
  EXPECT_TRUE(has_secret("https://access.acast.com/rss/5f3c0ffee5f3c0ffee5f3c0f/a1b2c3d4e5f6a1b2c3d4e5f6"));
  EXPECT_FALSE(has_secret("https://feeds.acast.com/public/shows/5f3c0ffee5f3c0ffee5f3c0f"));
  EXPECT_FALSE(has_secret("https://example.org/2024/very-long-episode-slug-of-the-day-2024"));
}

TEST(Url, HidesTheSecretPathsOfPrivateFeeds) {
  EXPECT_EQ(redact_url("https://a.example/feed/podcast/12/private/5f3c0ffe-1a2b-3c4d-5e6f-aabbccddeeff.rss"),
            "https://a.example/feed/podcast/12/private/***");
  EXPECT_EQ(redact_url("https://subscribers.transistor.fm/5f3c0ffee5f3c0"), "https://subscribers.transistor.fm/***");
  EXPECT_EQ(redact_url("https://subscribers.transistor.fm:8443/5f3c0ffee5f3c0"),
            "https://subscribers.transistor.fm:8443/***");
  EXPECT_FALSE(has_secret("https://a.example/private/the-hour/season-2/feed.xml"));
  EXPECT_FALSE(has_secret("https://a.example/shows/5f3c0ffe-1a2b-3c4d-5e6f-aabbccddeeff/feed"));
}

TEST(Url, HidesSecretsHoweverTheirKeyIsWritten) {
  for (const auto* query : {"?Auth-Token=", "?auth%5B%5D=", "?a=1;auth=", "?amp;auth=", "?rss_token=", "#token=",
                            ";jsessionid=", "?a=1#b=2&api-key="})
    EXPECT_EQ(redact_url(std::string("https://a.example/feed") + query + "5f3c0f"),
              std::string("https://a.example/feed") + query + "***");
  EXPECT_EQ(redact_url("https://a.example/feed?token=one;two&id=7"), "https://a.example/feed?token=***&id=7");
  EXPECT_EQ(redact_url("https://a.example/p;v=1/feed;jsessionid=0A.b/x?id=7"),
            "https://a.example/p;v=1/feed;jsessionid=***/x?id=7");
}

TEST(Url, TakesTheValuesOfKeysThatPublicFeedsHaveForSecretsOnlyWhereTheyLookLikeTokens) {
  for (const auto* key : {"t", "uid", "uuid", "hash", "member", "user_id"})
    EXPECT_TRUE(has_secret(std::string("https://a.example/feed?") + key + "=5f3c0ffee5f3c0ffee")) << key;
  EXPECT_TRUE(has_secret("https://a.example/feed?uid=q7Xb2LmZ9kPw4RtY1c"));
  for (const auto* value : {"30", "1764230400", "20261127T083000Z", "2026-11-27T08-30-00", "the-morning-hour-2026",
                            "TheMorningHourOfTwo", "1764230400176423040017"})
    EXPECT_FALSE(has_secret(std::string("https://a.example/feed?t=") + value)) << value;
}

TEST(Url, SaysWhatIsNoUrlWithoutItsSecret) {
  EXPECT_EQ(parse_url("//ann:pw@host/?token=abc").error().message, "\"//***@host/?token=***\" is not a URL");
}

TEST(EncodeComponent, LeavesOnlyWhatNeedsNoEncoding) {
  EXPECT_EQ(encode_component("a-Z_9.~"), "a-Z_9.~");
  EXPECT_EQ(encode_component("q=é&/ "), "q%3D%C3%A9%26%2F%20");
}

}  // namespace
}  // namespace pith
