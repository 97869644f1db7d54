// Sniffing, discovery, OPML, chapter files, the show of a feed.
#include <gtest/gtest.h>

#include "stages/feed/chapters.h"
#include "stages/feed/discover.h"
#include "stages/feed/opml.h"
#include "stages/feed/show_of.h"
#include "stages/feed/sniff.h"

namespace pith::feed {
namespace {

TEST(Sniff, TellsDocumentsByTheirRoot) {
  EXPECT_EQ(sniff("<?xml version='1.0'?><!-- x <html> --><rss>"), DocumentKind::feed);
  EXPECT_EQ(sniff("<a:feed xmlns:a='http://www.w3.org/2005/Atom'>"), DocumentKind::feed);
  EXPECT_EQ(sniff("<rdf:RDF>"), DocumentKind::feed);
  EXPECT_EQ(sniff("PHP warning <b>x</b> <rss version='2.0'>"), DocumentKind::feed);
  EXPECT_EQ(sniff("\xef\xbb\xbf {\"version\": \"https://jsonfeed.org/version/1\"}"), DocumentKind::json_feed);
  EXPECT_EQ(sniff("<?xml version='1.0'?><opml>"), DocumentKind::opml);
  EXPECT_EQ(sniff("\n<!doctype HTML><p>about &lt;rss></p>"), DocumentKind::html);
  EXPECT_EQ(sniff("<html><body><rss></body>"), DocumentKind::html);
  EXPECT_EQ(sniff(" \r\n"), DocumentKind::empty);
  EXPECT_EQ(sniff("{\"a\": 1}"), DocumentKind::other);
  EXPECT_EQ(sniff("WEBVTT\n\n00:01.000 --> 00:02.000\nHi"), DocumentKind::other);
}

TEST(Discover, FindsDeclaredFeedsBeforeGuessedOnes) {
  const auto found = discover_feeds(
      R"(<html><head><base href="https://cdn.example/"><LINK rel=alternate type='application/rss+xml' title='Comments' href='/comments/feed/'>
      <link href="pod.xml" type="application/rss+xml" rel="alternate" title="Main &amp; only"><link rel="stylesheet" href="x.css"></head>
      <body><a href="https://feeds.example/show">RSS <b>feed</b></a><a href="/about">About</a><a href="javascript:x">No</a></body></html>)",
      "https://example.org/");
  ASSERT_EQ(found.size(), 3u);
  EXPECT_EQ(found[0], (FeedLink{"https://cdn.example/pod.xml", "Main & only", true}));
  EXPECT_EQ(found[1], (FeedLink{"https://feeds.example/show", "RSS feed", false}));
  EXPECT_EQ(found[2].url, "https://cdn.example/comments/feed/");
}

TEST(Discover, NamesEachAddressOnce) {
  EXPECT_EQ(discover_feeds("<a href='/feed'>a</a><link rel='alternate' type='application/atom+xml' href='/feed'>",
                           "https://e.org/")
                .size(),
            1u);
  EXPECT_TRUE(discover_feeds("no links here", "https://e.org/").empty());
}

TEST(OpmlFile, KeepsLinksToTheWebAlone) {
  const auto link_of = [](const std::string& link) {
    const auto opml =
        read_opml("<opml><body><outline text='A' xmlUrl='https://a.example/f' htmlUrl='" + link + "'/></body></opml>");
    return opml->entries.at(0).link;
  };
  EXPECT_EQ(link_of("javascript:alert(1)"), "");
  EXPECT_EQ(link_of("a.example"), "");
  EXPECT_EQ(link_of(" https://a.example/ "), "https://a.example/");
}

TEST(OpmlFile, IsReadWithFoldersAsTags) {
  const auto opml = read_opml(R"(<opml version="2.0"><head><title>My shows</title></head><body>
      <outline text="Science"><outline text="Space"><outline type="rss" text="Orbit" xmlUrl="https://orbit.example/feed" htmlUrl="https://orbit.example"/></outline></outline>
      <outline text="Plain" xmlUrl="http://plain.example/rss" category="/News,Local"/></body></opml>)");
  ASSERT_TRUE(opml);
  EXPECT_EQ(opml->title, "My shows");
  ASSERT_EQ(opml->entries.size(), 2u);
  EXPECT_EQ(opml->entries[0],
            (OpmlEntry{"https://orbit.example/feed", "Orbit", "https://orbit.example", {"Science", "Space"}}));
  EXPECT_EQ(opml->entries[1].tags, (std::vector<std::string>{"News", "Local"}));
  EXPECT_TRUE(opml->problems.empty());
}

TEST(OpmlFile, GoesOnAfterBadOutlinesAndTellsOfThem) {
  const auto opml =
      read_opml(R"(<opml><body><outline text="No address" type="rss"/><outline text="Wrong" xmlUrl="not a url"/>
      <outline text="A & B" xmlUrl="https://a.example/f?x=1&y=2"/><outline text="Again" xmlUrl="http://a.example/f?x=1&amp;y=2"/></body></opml>)");
  ASSERT_TRUE(opml);
  ASSERT_EQ(opml->entries.size(), 1u);
  EXPECT_EQ(opml->entries[0].url, "https://a.example/f?x=1&y=2");
  EXPECT_EQ(opml->problems, (std::vector<std::string>{"\"No address\" left out: it names no feed",
                                                      "\"Wrong\" left out: \"not%20a%20url\" is not a URL",
                                                      "\"Again\" left out: the same feed is listed twice"}));
  EXPECT_TRUE(opml->complete);
}

TEST(OpmlFile, ReadsAsFarAsABrokenOffListGoes) {
  const auto opml = read_opml("<opml><body><outline text='A' xmlUrl='https://a.example/f'/><outline text='B' xml");
  ASSERT_TRUE(opml);
  EXPECT_EQ(opml->entries.size(), 1u);
  EXPECT_FALSE(opml->complete);
}

TEST(OpmlFile, TakesNoHalfAddressOfABrokenOffList) {
  const auto opml =
      read_opml("<opml><body><outline text='A' xmlUrl='https://a.example/f'/><outline text='B' xmlUrl='https://b.exa");
  ASSERT_TRUE(opml);
  ASSERT_EQ(opml->entries.size(), 1u);
  EXPECT_EQ(opml->entries[0].url, "https://a.example/f");
}

TEST(OpmlFile, IsReadHoweverItsNamesAreWritten) {
  const auto opml = read_opml(
      "<OPML><BODY><OUTLINE TEXT='F'><OUTLINE TEXT='A' XMLURL='https://a.example/f'/></OUTLINE>"
      "<OUTLINE TYPE='RSS' TEXT='B' URL='https://b.example/f'/></BODY></OPML>");
  ASSERT_TRUE(opml);
  ASSERT_EQ(opml->entries.size(), 2u);
  EXPECT_EQ(opml->entries[0].tags, std::vector<std::string>{"F"});
  EXPECT_EQ(opml->entries[1].url, "https://b.example/f");
}

TEST(OpmlFile, SaysThatItIsNestedTooDeeply) {
  std::string nested;
  for (int n = 0; n < 10'000; ++n) nested += "<outline text='f'>";
  const auto opml = read_opml("<opml><body>" + nested + "<outline xmlUrl='https://a.example/f'/></body></opml>");
  ASSERT_FALSE(opml);
  EXPECT_EQ(opml.error().kind, ErrorKind::too_large);
  EXPECT_EQ(opml.error().message, "this list's folders are nested too deeply to be read; put its feeds in fewer");
}

TEST(OpmlFile, RefusesWhatIsNone) {
  EXPECT_EQ(read_opml("<html></html>").error().message, "this is a web page, not an OPML list of feeds");
  EXPECT_EQ(read_opml("<rss/>").error().kind, ErrorKind::invalid_input);
}

TEST(OpmlFile, IsWrittenAndReadBackTheSame) {
  const std::vector<OpmlEntry> entries = {{"https://b.example/f?a=1&b=2", "B & \"co\"", "", {}},
                                          {"https://a.example/f", "A", "https://a.example", {"News", "Local"}}};
  const auto text = write_opml("Shows <of> mine", entries, Time{});
  const auto opml = read_opml(text);
  ASSERT_TRUE(opml) << text;
  EXPECT_EQ(opml->title, "Shows <of> mine");
  EXPECT_EQ(opml->entries, entries);
}

TEST(Chapters, AreLeftOutWhereTheirTimeIsNone) {
  const auto chapters = read_chapters(
      R"({"chapters":[{"startTime":60},{"startTime":-5},{"startTime":1e300},{"startTime":null},{"startTime":"soon"},7,[],
      {"startTime":"30.5"}]})",
      "https://e.org/");
  ASSERT_TRUE(chapters);
  ASSERT_EQ(chapters->size(), 2u);
  EXPECT_EQ(chapters->at(0).start, std::chrono::milliseconds{30'500});
}

TEST(Chapters, AreNoLongerThanWhatAFeedSays) {
  const auto chapters = read_chapters(R"({"chapters":[{"startTime":1,"title":")" + std::string(3'000'000, 'x') +
                                          R"(","url":"https://e.org/)" + std::string(500'000, 'y') + "\"}]}",
                                      "https://e.org/");
  ASSERT_TRUE(chapters);
  EXPECT_EQ(chapters->at(0).title.size(), 1000u);
  EXPECT_EQ(chapters->at(0).link, "");
}

TEST(Chapters, AreReadInOrderOfTime) {
  const auto chapters =
      read_chapters(R"({"version":"1.2.0","chapters":[{"startTime":60.5,"title":"Two","url":"/t","img":"i.jpg"},
      {"startTime":0,"title":" One "},{"title":"no start"},{"startTime":"1:30","title":"Three","toc":false}]})",
                    "https://e.org/x/");
  ASSERT_TRUE(chapters);
  ASSERT_EQ(chapters->size(), 3u);
  EXPECT_EQ(chapters->at(0).title, "One");
  EXPECT_EQ(chapters->at(1),
            (Chapter{std::chrono::milliseconds{60500}, "Two", "https://e.org/t", "https://e.org/x/i.jpg", false}));
  EXPECT_TRUE(chapters->at(2).silent);
}

TEST(Chapters, AreReadInTheFilesEncoding) {
  const auto chapters = read_chapters(
      "\xEF\xBB\xBF{\"chapters\":[{\"startTime\":-5,\"title\":\"bad\"},"
      "{\"startTime\":2,\"title\":\"Caf\xC3\xA9\\n noir\"}]}",
      "");
  ASSERT_TRUE(chapters) << chapters.error().log_line();
  ASSERT_EQ(chapters->size(), 1u);
  EXPECT_EQ(chapters->front().title, "Café noir");
}

TEST(Chapters, RefuseWhatIsNone) {
  EXPECT_EQ(read_chapters("<html>", "").error().kind, ErrorKind::invalid_input);
  EXPECT_EQ(read_chapters("{}", "").error().message,
            "this is JSON, but not a chapter file: it has no list of chapters");
}

TEST(ShowOfAFeed, IsNamedByItsGuidElseByItsAddress) {
  PublishedFeed published;
  published.title = "The Deep Grid!";
  const auto by_address = show_of(published, "https://www.e.org/feed/?utm_source=x", Time{});
  EXPECT_EQ(by_address.id, show_of(published, "http://e.org/feed", Time{}).id);
  EXPECT_EQ(by_address.slug, "the-deep-grid");
  published.guid = "9b024349";
  EXPECT_EQ(show_of(published, "https://e.org/a", Time{}).id, show_of(published, "https://e.org/b", Time{}).id);
  EXPECT_EQ(feed_id_of("https://e.org/feed"), feed_id_of("http://www.e.org/feed/"));
}

TEST(ShowOfAFeed, TakesItsHostsNameWhereItHasNone) {
  EXPECT_EQ(show_of({}, "https://e.org/feed", Time{}).title, "e.org");
}

TEST(ShowOfAFeed, IsNeverRenamedByABrokenOffDocument) {
  PublishedFeed published;
  published.title = "Before";
  const auto show = show_of(published, "https://e.org/feed", Time{});
  published.title = "After";
  EXPECT_EQ(refreshed(show, published).title, "After");
  EXPECT_EQ(refreshed(show, published).slug, "before");
  published.complete = false;
  EXPECT_EQ(refreshed(show, published), show);
}

}  // namespace
}  // namespace pith::feed
