#include "stages/feed/read_feed.h"

#include <set>
#include <string>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace pith::feed {
namespace {

PublishedFeed read(std::string_view bytes, const ReadOptions& options = {}) {
  auto feed = read_feed(bytes, options);
  EXPECT_TRUE(feed) << (feed ? "" : feed.error().message);
  return feed ? *std::move(feed) : PublishedFeed{};
}

// An RSS document around the inside of one item.
std::string rss_item(std::string_view inside) {
  return "<rss version='2.0' xmlns:itunes='http://www.itunes.com/dtds/podcast-1.0.dtd' "
         "xmlns:podcast='https://podcastindex.org/namespace/1.0'"
         " xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:psc='http://podlove.org/simple-chapters'"
         " xmlns:media='http://search.yahoo.com/mrss/' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
         "<channel><title>Show</title><item>" +
         std::string(inside) + "</item></channel></rss>";
}

PublishedItem item(std::string_view inside) {
  auto feed = read(rss_item(inside));
  EXPECT_EQ(feed.items.size(), 1u);
  return feed.items.empty() ? PublishedItem{} : feed.items[0];
}

TEST(ReadFeed, MakesWhatBase64HoldsValidText) {
  const auto feed = read(
      "<feed xmlns='http://www.w3.org/2005/Atom'><entry><id>1</id>"
      "<summary mode='base64'>Y2Fm6SE=</summary></entry></feed>");
  ASSERT_EQ(feed.items.size(), 1u);
  EXPECT_EQ(feed.items[0].description, "caf\uFFFD!");
}

TEST(ReadFeed, ReadsAnRssChannel) {
  const auto feed = read(R"(<?xml version="1.0"?>
    <rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:atom="http://www.w3.org/2005/Atom"
         xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel>
      <atom:link rel="self" href="https://example.org/feed.xml"/>
      <atom:link rel="next" href="?page=2"/>
      <title>The Deep &amp; Wide Grid</title><link>https://example.org/</link>
      <description>About &lt;b&gt;power&lt;/b&gt;.</description>
      <language>en-us</language><itunes:author>Ann Lee</itunes:author>
      <itunes:owner><itunes:name>Company</itunes:name><itunes:email>a@b.c</itunes:email></itunes:owner>
      <itunes:image href="/art.jpg"/>
      <itunes:category text="Science"><itunes:category text="Physics"/></itunes:category>
      <itunes:new-feed-url>https://new.example.org/feed</itunes:new-feed-url>
      <podcast:guid>9b024349-ccf0-5f69-a609-6b82873eab3c</podcast:guid>
      <podcast:person role="Host" href="https://ann.example">Ann Lee</podcast:person>
      <podcast:updateFrequency rrule="FREQ=DAILY">daily</podcast:updateFrequency>
      <image><url>https://example.org/other.jpg</url><title>Not the title</title><link>https://not.example</link></image>
    </channel></rss>)",
                         {.base_url = "https://example.org/feed.xml"});
  EXPECT_EQ(feed.format, FeedFormat::rss);
  EXPECT_EQ(feed.title, "The Deep & Wide Grid");
  EXPECT_EQ(feed.link, "https://example.org/");
  EXPECT_EQ(feed.description, "About power.");
  EXPECT_EQ(feed.language, "en-us");
  EXPECT_EQ(feed.author, "Ann Lee");
  EXPECT_EQ(feed.owner, "a@b.c");
  EXPECT_EQ(feed.image, "https://example.org/art.jpg");
  EXPECT_EQ(feed.categories, (std::vector<std::string>{"Science", "Physics"}));
  EXPECT_EQ(feed.new_feed_url, "https://new.example.org/feed");
  EXPECT_EQ(feed.guid, "9b024349-ccf0-5f69-a609-6b82873eab3c");
  EXPECT_EQ(feed.self_url, "https://example.org/feed.xml");
  EXPECT_EQ(feed.next_page, "https://example.org/feed.xml?page=2");
  EXPECT_EQ(feed.update_rule, "FREQ=DAILY");
  ASSERT_EQ(feed.persons.size(), 1u);
  EXPECT_EQ(feed.persons[0].role, "host");
  EXPECT_TRUE(feed.complete);
  EXPECT_TRUE(feed.notes.empty());
}

TEST(ReadFeed, ReadsAnRssItem) {
  const auto one =
      item(R"(<guid isPermaLink="false"> ep-1 </guid><title>One &amp;amp; only</title><link>https://example.org/1</link>
      <description>short</description><content:encoded><![CDATA[<p>First.</p><p>Second &amp; last.</p>]]></content:encoded>
      <pubDate>Mon, 06 May 2024 06:00:00 +0200</pubDate>
      <enclosure url="https://example.org/1.mp3?a=1&amp;b=2" type="audio/mpeg" length="1234"/>
      <itunes:duration>1:02:03</itunes:duration><itunes:season>2</itunes:season><itunes:episode>7</itunes:episode>
      <itunes:explicit>yes</itunes:explicit><itunes:image href="https://example.org/1.jpg"/><dc:creator>Bo</dc:creator>)");
  EXPECT_EQ(one.guid, "ep-1");
  EXPECT_EQ(one.title, "One & only");
  EXPECT_EQ(one.link, "https://example.org/1");
  EXPECT_EQ(one.description, "First.\n\nSecond & last.");
  EXPECT_EQ(one.published, parse_rfc3339("2024-05-06T04:00:00Z"));
  EXPECT_EQ(one.audio, (Enclosure{"https://example.org/1.mp3?a=1&b=2", "audio/mpeg", 1234}));
  EXPECT_EQ(one.duration, std::chrono::seconds{3723});
  EXPECT_EQ(one.season, "2");
  EXPECT_EQ(one.episode, "7");
  EXPECT_TRUE(one.is_explicit);
  EXPECT_EQ(one.image, "https://example.org/1.jpg");
  EXPECT_EQ(one.author, "Bo");
}

TEST(ReadFeed, ReadsThePodcastNamespaceOfAnItem) {
  const auto one = item(R"(<podcast:transcript url="https://e.org/1.vtt" type="Text/VTT" language="en" rel="captions"/>
      <podcast:transcript url="https://e.org/1.json" type="application/json"/><podcast:transcript type="text/plain"/>
      <podcast:chapters url="https://e.org/1.chapters.json" type="application/json+chapters"/>
      <podcast:person role="guest" img="https://e.org/g.jpg">Gus Guest</podcast:person><podcast:person/>
      <podcast:soundbite startTime="73.5" duration="60">Why it matters</podcast:soundbite>
      <podcast:season name="Winter">3</podcast:season><podcast:episode display="Ch. 3">204</podcast:episode>)");
  ASSERT_EQ(one.transcripts.size(), 2u);
  EXPECT_EQ(one.transcripts[0], (TranscriptLink{"https://e.org/1.vtt", "text/vtt", "en", "captions"}));
  EXPECT_EQ(one.chapters_url, "https://e.org/1.chapters.json");
  ASSERT_EQ(one.persons.size(), 1u);
  EXPECT_EQ(one.persons[0].name, "Gus Guest");
  ASSERT_EQ(one.soundbites.size(), 1u);
  EXPECT_EQ(one.soundbites[0].start, std::chrono::milliseconds{73500});
  EXPECT_EQ(one.soundbites[0].title, "Why it matters");
  EXPECT_EQ(one.season, "3");
  EXPECT_EQ(one.episode, "204");
}

TEST(ReadFeed, ReadsInlineChapters) {
  const auto one = item(R"(<psc:chapters version="1.2"><psc:chapter start="00:00:00.000" title="Hello"/>
      <psc:chapter start="00:01:30.500" title="Topic" href="https://e.org/t"/><psc:chapter title="no start"/></psc:chapters>)");
  ASSERT_EQ(one.chapters.size(), 2u);
  EXPECT_EQ(one.chapters[1].start, std::chrono::milliseconds{90500});
  EXPECT_EQ(one.chapters[1].link, "https://e.org/t");
}

TEST(ReadFeed, PutsInlineChaptersInTheOrderOfTheirTimes) {
  const auto one =
      item(R"(<psc:chapters><psc:chapter start="00:02:00" title="Last"/><psc:chapter start="-5" title="None"/>
      <psc:chapter start="00:00:10" title="First"/></psc:chapters>)");
  ASSERT_EQ(one.chapters.size(), 2u);
  EXPECT_EQ(one.chapters[0].title, "First");
}

TEST(ReadFeed, LeavesOutSoundbitesWhoseTimesAreNone) {
  std::string inside;
  for (const auto* times :
       {"startTime='-5' duration='10'", "startTime='1e300' duration='5'", "startTime='5' duration='nan'",
        "startTime='99999999999999999999' duration='1'", "startTime='5'"})
    inside += "<podcast:soundbite " + std::string(times) + ">bad</podcast:soundbite>";
  const auto one = item(inside + "<podcast:soundbite startTime='10.5' duration='30'>good</podcast:soundbite>");
  ASSERT_EQ(one.soundbites.size(), 1u);
  EXPECT_EQ(one.soundbites[0], (Soundbite{std::chrono::milliseconds{10'500}, std::chrono::seconds{30}, "good"}));
}

TEST(ReadFeed, TakesNoEnclosureWithoutAnAddress) {
  for (const auto* enclosure : {"<enclosure type='audio/mpeg' length='5'/>", "<enclosure url='' type='audio/mpeg'/>",
                                "<enclosure url=' \t ' type='audio/mpeg'/>", "<enclosure/>"})
    EXPECT_EQ(item(enclosure).audio, Enclosure{}) << enclosure;
}

TEST(ReadFeed, ReadsAtom) {
  const auto feed = read(R"(<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de" xml:base="https://e.org/pod/">
      <title type="html">A &amp;amp; B</title><link href="/"/><link rel="self" href="feed"/><subtitle>Sub</subtitle>
      <author><name>Ann</name><email>a@b.c</email></author><logo>logo.png</logo><id>urn:feed</id>
      <entry><id>urn:1</id><title type="text">1 &lt; 2</title><link rel="alternate" type="text/html" href="1"/>
        <link rel="enclosure" type="audio/mpeg" length="9" href="1.mp3"/>
        <published>2024-05-06T06:00:00+02:00</published><updated>2024-05-07T06:00:00Z</updated>
        <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Hello <b>there</b></p><p>again</p></div></content>
      </entry></feed>)");
  EXPECT_EQ(feed.format, FeedFormat::atom);
  EXPECT_EQ(feed.title, "A & B");
  EXPECT_EQ(feed.link, "https://e.org/");
  EXPECT_EQ(feed.self_url, "https://e.org/pod/feed");
  EXPECT_EQ(feed.language, "de");
  EXPECT_EQ(feed.author, "Ann");
  EXPECT_EQ(feed.image, "https://e.org/pod/logo.png");
  ASSERT_EQ(feed.items.size(), 1u);
  EXPECT_EQ(feed.items[0].guid, "urn:1");
  EXPECT_EQ(feed.items[0].title, "1 < 2");
  EXPECT_EQ(feed.items[0].link, "https://e.org/pod/1");
  EXPECT_EQ(feed.items[0].audio, (Enclosure{"https://e.org/pod/1.mp3", "audio/mpeg", 9}));
  EXPECT_EQ(feed.items[0].published, parse_rfc3339("2024-05-06T04:00:00Z"));
  EXPECT_TRUE(feed.items[0].description.starts_with("Hello there\n")) << feed.items[0].description;
}

TEST(ReadFeed, ReadsRdf) {
  const auto feed =
      read(R"(<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="https://e.org/"><title>R</title><link>https://e.org/</link></channel>
      <image><title>No</title><url>https://e.org/i.png</url></image>
      <item rdf:about="https://e.org/1"><title>One</title><link>https://e.org/1</link><dc:date>2024-05-06</dc:date></item></rdf:RDF>)");
  EXPECT_EQ(feed.format, FeedFormat::rdf);
  EXPECT_EQ(feed.title, "R");
  EXPECT_EQ(feed.image, "https://e.org/i.png");
  ASSERT_EQ(feed.items.size(), 1u);
  EXPECT_EQ(feed.items[0].guid, "https://e.org/1");
  EXPECT_EQ(feed.items[0].published, parse_rfc3339("2024-05-06"));
}

TEST(ReadFeed, ReadsJsonFeed) {
  const auto feed = read(
      R"({"version":"https://jsonfeed.org/version/1.1","title":"J","home_page_url":"https://e.org/","next_url":"/2",
      "authors":[{"name":"Ann"}],"items":[{"id":7,"title":"One","content_html":"<p>Hi</p>","url":"/1","date_published":"2024-05-06T06:00:00Z",
      "attachments":[{"url":"a.jpg","mime_type":"image/jpeg"},{"url":"1.mp3","mime_type":"audio/mpeg","size_in_bytes":5,"duration_in_seconds":61}]}]})",
      {.base_url = "https://e.org/feed.json"});
  EXPECT_EQ(feed.format, FeedFormat::json);
  EXPECT_EQ(feed.next_page, "https://e.org/2");
  EXPECT_EQ(feed.author, "Ann");
  ASSERT_EQ(feed.items.size(), 1u);
  EXPECT_EQ(feed.items[0].guid, "7");
  EXPECT_EQ(feed.items[0].description, "Hi");
  EXPECT_EQ(feed.items[0].audio, (Enclosure{"https://e.org/1.mp3", "audio/mpeg", 5}));
  EXPECT_EQ(feed.items[0].duration, std::chrono::seconds{61});
}

TEST(ReadFeed, TakesTheEnclosureOfRss1) {
  const auto feed = read(
      "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' xmlns='http://purl.org/rss/1.0/' "
      "xmlns:e='http://purl.oclc.org/net/rss_2.0/enc#'><channel><title>S</title></channel><item><title>I</title>"
      "<e:enclosure rdf:resource='http://e.org/1.mp3' e:type='audio/mpeg' e:length='7'/></item></rdf:RDF>");
  EXPECT_EQ(feed.items.at(0).audio, (Enclosure{"http://e.org/1.mp3", "audio/mpeg", 7}));
}

TEST(ReadFeed, TakesTheDurationOfTheMediaItTakes) {
  const auto one = item(
      "<media:group><media:content url='http://e.org/v.mp4' type='video/mp4' duration='10'/>"
      "<media:content url='http://e.org/1.mp3' type='audio/mpeg' duration='3723'/></media:group>");
  EXPECT_EQ(one.audio.url, "http://e.org/1.mp3");
  EXPECT_EQ(one.duration, std::chrono::seconds{3723});
}

TEST(ReadFeed, KnowsNamespacesByPrefixWhereTheyAreNotDeclared) {
  const auto feed = read(
      "<rss><channel><title>S</title><item><itunes:duration>60</itunes:duration><guid>1</guid></item></channel></rss>");
  ASSERT_EQ(feed.items.size(), 1u);
  EXPECT_EQ(feed.items[0].duration, std::chrono::seconds{60});
}

TEST(ReadFeed, KnowsNamespacesUnderOtherPrefixes) {
  const auto feed = read(
      "<rss "
      "xmlns:apple='http://www.itunes.com/DTDs/Podcast-1.0.dtd'><channel><title>S</title><item><apple:duration>60</"
      "apple:duration></item></channel></rss>");
  EXPECT_EQ(feed.items.at(0).duration, std::chrono::seconds{60});
}

TEST(ReadFeed, LeavesLiveItemsOut) {
  const auto feed = read(R"(<rss xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel><title>S</title>
      <podcast:liveItem><title>Live now</title><guid>live</guid></podcast:liveItem><item><guid>1</guid></item></channel></rss>)");
  EXPECT_EQ(feed.title, "S");
  ASSERT_EQ(feed.items.size(), 1u);
  EXPECT_EQ(feed.items[0].guid, "1");
}

TEST(ReadFeed, PrefersAudioOfSeveralEnclosures) {
  EXPECT_EQ(item("<enclosure url='http://e.org/a.jpg' type='image/jpeg'/><enclosure url='http://e.org/a.mp4' "
                 "type='video/mp4'/>"
                 "<media:content url='http://e.org/a.mp3' medium='audio'/>")
                .audio.url,
            "http://e.org/a.mp3");
  EXPECT_EQ(item("<enclosure url='http://e.org/a.jpg' type='image/jpeg'/>").audio.url, "");
}

TEST(ReadFeed, TakesAGuidThatIsAnAddressForTheLink) {
  EXPECT_EQ(item("<guid>https://e.org/1</guid>").link, "https://e.org/1");
  EXPECT_EQ(item("<guid isPermaLink='false'>https://e.org/1</guid>").link, "");
}

TEST(ReadFeed, NamesThePersonOfAnAuthorsAddress) {
  EXPECT_EQ(item("<author>ann@e.org (Ann Lee)</author>").author, "Ann Lee");
  EXPECT_EQ(item("<author>Ann Lee &lt;ann@e.org></author>").author, "Ann Lee");
}

TEST(ReadFeed, KeepsADateItCannotReadAsWritten) {
  const auto one = item("<pubDate>next Thursday</pubDate>");
  EXPECT_FALSE(one.published);
  EXPECT_EQ(one.published_raw, "next Thursday");
}

TEST(ReadFeed, AsksPodcastBlockForItsOwnName) {
  const auto blocked = [](std::string_view tags) {
    return read("<rss xmlns:podcast='https://podcastindex.org/namespace/1.0'><channel><title>S</title>" +
                std::string(tags) + "</channel></rss>")
        .blocked;
  };
  EXPECT_FALSE(blocked(""));
  EXPECT_TRUE(blocked("<podcast:block>yes</podcast:block>"));
  EXPECT_TRUE(blocked("<podcast:block id='pith'>Yes</podcast:block>"));
  EXPECT_FALSE(blocked("<podcast:block id='other'>yes</podcast:block>"));
  EXPECT_FALSE(blocked("<podcast:block>yes</podcast:block><podcast:block id='pith'>no</podcast:block>"));
}

TEST(ReadFeed, ReadsTheEncodingsOfTheWorld) {
  const auto title = [](std::string_view bytes, std::string charset = {}) {
    return read(bytes, {.http_charset = std::move(charset)}).title;
  };
  EXPECT_EQ(
      title(
          "<?xml version='1.0' encoding='iso-8859-1'?><rss><channel><title>Caf\xe9 \x93q\x94</title></channel></rss>"),
      "Café “q”");
  EXPECT_EQ(title("<?xml version='1.0' "
                  "encoding='windows-1251'?><rss><channel><title>\xd0\xe0\xe4\xe8\xee</title></channel></rss>"),
            "Радио");
  EXPECT_EQ(title("<rss><channel><title>\xd0\xe0\xe4\xe8\xee</title></channel></rss>", "windows-1251"), "Радио");
  EXPECT_EQ(title("\xef\xbb\xbf<?xml version='1.0' "
                  "encoding='iso-8859-1'?><rss><channel><title>Caf\xc3\xa9</title></channel></rss>"),
            "Café");
  EXPECT_EQ(
      title("<?xml version='1.0' encoding='utf-8'?><rss><channel><title>Caf\xc3\xa9 it\x92s</title></channel></rss>"),
      "Café it’s");
  EXPECT_EQ(
      title(
          "<?xml version='1.0' encoding='iso-2022-jp'?><rss><channel><title>\x1b$B2J3X\x1b(B</title></channel></rss>"),
      "科学");
  const std::string_view plain =
      "<?xml version='1.0' encoding='utf-16'?><rss><channel><title>wide</title></channel></rss>";
  std::string wide;
  for (const char c : plain) wide.append({'\0', c});
  EXPECT_EQ(title(wide), "wide");
  EXPECT_EQ(title("\xfe\xff" + wide), "wide");
}

TEST(ReadFeed, TrustsTheBytesWhereTheirMarkOrDeclarationLies) {
  const std::string ending = "?><rss><channel><title>Caf\xC3\xA9</title></channel></rss>";
  const std::string mark = "\xEF\xBB\xBF";
  const auto declared = [&](std::string_view encoding) {
    return "<?xml version='1.0' encoding='" + std::string(encoding) + "'" + ending;
  };
  EXPECT_EQ(read(mark + declared("ISO-8859-1")).title, "Café");
  EXPECT_EQ(read(declared("x-martian")).title, "Café");
  EXPECT_EQ(read(declared("UTF-7")).title, "Café");
  EXPECT_EQ(
      read(mark + "<?xml version='1.0' encoding='UTF-8'?><rss><channel><title>Caf\xE9</title></channel></rss>").title,
      "Café");
  for (const auto* unit : {"UTF-32LE", "UTF-32BE"}) {
    std::string wide;
    for (const char c : std::string_view("<rss><channel><title>A</title></channel></rss>"))
      wide += unit == std::string_view("UTF-32LE") ? std::string{c, 0, 0, 0} : std::string{0, 0, 0, c};
    EXPECT_EQ(read(wide).title, "A") << unit;
  }
}

TEST(ReadFeed, TakesBackWhatWasEncodedTwice) {
  EXPECT_EQ(read("<rss><channel><title>K\u00c3\u00b6ln &amp;#8211; &#226;&#128;&#166;</title></channel></rss>").title,
            "Köln – …");
  EXPECT_EQ(item("<link>https://e.org/?a=1&amp;amp;b=2</link>").link, "https://e.org/?a=1&b=2");
}

TEST(ReadFeed, MendsStrayAmpersandsAndHtmlEntities) {
  const auto feed = read(
      "<rss><channel><title>Q&A &nbsp;&eacute; &hearts; AT&T &amp; co</title><item><guid>1</guid>"
      "<enclosure url='http://e.org/a.mp3?a=1&b=2'/></item></channel></rss>");
  EXPECT_EQ(feed.title, "Q&A é ♥ AT&T & co");
  ASSERT_EQ(feed.items.size(), 1u);
  EXPECT_EQ(feed.items[0].audio.url, "http://e.org/a.mp3?a=1&b=2");
  EXPECT_TRUE(feed.complete);
  EXPECT_FALSE(feed.notes.empty());
}

TEST(ReadFeed, MendsControlCharactersAndWhatPrecedesTheDocument) {
  const auto feed = read(
      "\n<b>Warning</b>: mysql in /x.php\n<?xml version='1.0'?><rss><channel><title>A\x01\x1f"
      "B\xef\xbf\xbe</title></channel></rss>");
  EXPECT_EQ(feed.title, "AB");
  EXPECT_TRUE(feed.complete);
}

TEST(ReadFeed, MendsUnclosedAndCrossedElements) {
  const auto feed = read(
      "<rss><channel><title>S</title><item><guid>1</guid><title>One<br>more</item><item><guid>2</guid><description>a "
      "<p>b <i>c</p></description>"
      "</podcast:nothing></item></channel></rss>");
  ASSERT_EQ(feed.items.size(), 2u);
  EXPECT_EQ(feed.items[0].title, "One more");
  EXPECT_EQ(feed.items[1].guid, "2");
  EXPECT_TRUE(feed.complete);
}

TEST(ReadFeed, ClosesAnElementAtItsMisspeltEndTag) {
  const auto one = item("<title>Talk 2</titel><guid>g2</guid>");
  EXPECT_EQ(one.title, "Talk 2");
  EXPECT_EQ(one.guid, "g2");
  EXPECT_EQ(item("<title>a <b>bold</i> word</b></title>").title, "a bold word");
}

TEST(ReadFeed, MendsAttributes) {
  const auto feed = read(
      "<rss version=2.0><channel><title>S</title><item><enclosure url=http://e.org/a.mp3 type='audio/mpeg'length=\"5\" "
      "length='6'/></item></channel></rss>");
  ASSERT_EQ(feed.items.size(), 1u);
  EXPECT_EQ(feed.items[0].audio, (Enclosure{"http://e.org/a.mp3", "audio/mpeg", 5}));
}

TEST(ReadFeed, PutsPlainEntitiesOfTheDocumentTypeInPlace) {
  EXPECT_EQ(read("<!DOCTYPE rss [<!ENTITY show 'The Show'>]><rss><channel><title>&show; &copy;</title></channel></rss>")
                .title,
            "The Show ©");
}

TEST(ReadFeed, ForgivesRubbishAfterTheEnd) {
  const auto feed = read("<rss><channel><title>S</title></channel></rss><!-- cached --><script>x</script>");
  EXPECT_TRUE(feed.complete);
  EXPECT_EQ(feed.title, "S");
}

TEST(ReadFeed, LeavesOutTheItemInWhichADocumentBreaksOff) {
  const auto feed =
      read("<rss><channel><title>S</title><item><guid>1</guid></item><item><guid>2</guid><title>Two, brok");
  EXPECT_FALSE(feed.complete);
  EXPECT_EQ(feed.title, "S");
  ASSERT_EQ(feed.items.size(), 1u);
  EXPECT_EQ(feed.items[0].guid, "1");
}

TEST(ReadFeed, TakesADocumentForWholeThatLacksNothingButItsLastEnds) {
  const std::string items = "<rss><channel><title>S</title><item><guid>1</guid></item><item><guid>2</guid></item>";
  for (const auto* end : {"", "\n", "</channel>", "</channel>\n"}) {
    const auto feed = read(items + end);
    EXPECT_TRUE(feed.complete) << end;
    EXPECT_EQ(feed.items.size(), 2u) << end;
  }
  for (const auto* end : {"<item>", "Fatal error: Allowed memory size exhausted", "</body></html>"})
    EXPECT_FALSE(read(items + end).complete) << end;
  EXPECT_FALSE(read("<rss><channel><title>S</title>").complete);
}

TEST(ReadFeed, KeepsTheNewestOfTooManyItemsInWhicheverOrderTheyStand) {
  std::string up, down;
  for (int day = 1; day <= 9; ++day) {
    const auto item = fmt::format("<item><guid>{0}</guid><pubDate>0{0} Nov 2026 06:00:00 GMT</pubDate></item>", day);
    up += item;
    down.insert(0, item);
  }
  for (const auto& items : {up, down}) {
    const auto feed = read("<rss><channel><title>S</title>" + items + "</channel></rss>", {.max_items = 3});
    std::set<std::string> guids;
    for (const auto& item : feed.items) guids.insert(item.guid);
    EXPECT_EQ(guids, (std::set<std::string>{"7", "8", "9"}));
  }
}

TEST(ReadFeed, CutsLongTextsAndListsAtTheirCaps) {
  const auto feed =
      read(rss_item("<title>x</title><description>" + std::string(1000, 'a') + "</description>"), {.max_text = 100});
  EXPECT_EQ(feed.items.at(0).description.size(), 100u);
  std::string many = "<rss><channel><title>S</title>";
  for (int n = 0; n < 20; ++n) many += "<item><guid>" + std::to_string(n) + "</guid></item>";
  const auto capped = read(many + "</channel></rss>", {.max_items = 5});
  EXPECT_EQ(capped.items.size(), 5u);
  EXPECT_EQ(capped.notes.at(0), "15 items beyond 5 left out");
}

std::string refusal(std::string_view bytes, ErrorKind kind = ErrorKind::invalid_input) {
  const auto feed = read_feed(bytes);
  EXPECT_FALSE(feed);
  if (feed) return {};
  EXPECT_EQ(feed.error().kind, kind);
  return feed.error().message;
}

TEST(ReadFeed, SaysWhatADocumentIsThatIsNoFeed) {
  EXPECT_EQ(refusal(""), "the document is empty");
  EXPECT_EQ(refusal(" \n\t"), "the document is empty");
  EXPECT_EQ(refusal("<!DOCTYPE html><html><head><title>Hi</title></head></html>"), "this is a web page, not a feed");
  EXPECT_EQ(refusal("<opml version='2.0'><body/></opml>"), "this is an OPML list of feeds, not a feed");
  EXPECT_EQ(refusal("just some words"), "this is neither a feed nor a web page");
  EXPECT_EQ(refusal(std::string_view("\x00\x01\x02\xff", 4)), "this is neither a feed nor a web page");
  EXPECT_EQ(refusal("<urlset><url/></urlset>"), "this is neither a feed nor a web page");
  EXPECT_EQ(refusal("{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"x\"}"),
            "this is JSON, but not a feed: it has no items");
}

TEST(ReadFeed, RefusesEntitiesThatGrow) {
  std::string bomb = "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'lollollollol'>";
  for (char c = 'b'; c <= 'k'; ++c) {
    bomb += std::string("<!ENTITY ") + c + " '";
    for (int n = 0; n < 10; ++n) bomb += std::string("&") + static_cast<char>(c - 1) + ';';
    bomb += "'>";
  }
  refusal(bomb + "]><rss><channel><title>&k;</title></channel></rss>", ErrorKind::refused);
}

TEST(ReadFeed, NeverLoadsAnExternalEntity) {
  const auto feed = read(
      "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss><channel><title>a&x;b</title></channel></rss>");
  EXPECT_EQ(feed.title, "a&x;b");
}

TEST(ReadFeed, RefusesDeepNesting) {
  std::string deep = "<rss><channel><title>S</title>";
  for (int n = 0; n < 100'000; ++n) deep += "<a>";
  refusal(deep, ErrorKind::too_large);
  refusal("{\"items\":" + std::string(100'000, '['), ErrorKind::invalid_input);
}

std::string times(std::size_t count, std::string_view piece) {
  std::string all;
  for (std::size_t n = 0; n < count; ++n) all += piece;
  return all;
}

// Each would take hours where every beginning is followed to the end of the document.
TEST(ReadFeed, GetsThroughDocumentsOfBeginningsWithoutEnds) {
  const std::string head = "<rss version='2.0'><channel><title>T</title>";
  for (const auto* piece : {"<!--", "<x><![CDATA[</x>", "<a>", "</a>", "<a b='", "&lt", "<![CDATA["}) {
    const auto read = read_feed(head + times(400'000, piece), {});
    EXPECT_TRUE(!read || read->title == "T") << piece;
  }
  EXPECT_FALSE(read_feed(head + times(100'000, "<a>") + times(100'000, "</b>"), {}));
}

TEST(ReadFeed, RefusesATagOfAttributesWithoutNumber) {
  std::string tag = "<rss version='2.0'><channel><title>T</title></channel><x";
  for (int n = 0; n < 300'000; ++n) tag += " a" + std::to_string(n) + "='1'";
  const auto read = read_feed(tag + "/></rss>", {});
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().kind, ErrorKind::too_large);
}

TEST(ReadFeed, RefusesMoreBytesThanAllowed) {
  EXPECT_EQ(read_feed("<rss/>", {.max_bytes = 3}).error().kind, ErrorKind::too_large);
}

TEST(ReadFeed, ReadsFiftyMegabytesOfItems) {
  std::string big = "<rss><channel><title>Big</title>";
  const std::string notes(10'000, 'n');
  for (int n = 0; big.size() < (50u << 20); ++n)
    big += "<item><guid>" + std::to_string(n) + "</guid><description>" + notes + "</description></item>";
  const auto feed = read(big + "</channel></rss>");
  EXPECT_EQ(feed.items.size(), 5000u);
  EXPECT_TRUE(feed.complete);
}

}  // namespace
}  // namespace pith::feed
