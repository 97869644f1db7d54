#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lib/json/json.h"
#include "lib/xml/sax.h"
#include "stages/delivery/feeds.h"
#include "stages/delivery/markdown.h"
#include "stages/delivery/terminal.h"
#include "stages/delivery/wrap.h"
#include "support/sample_brief.h"

namespace pith::delivery {
namespace {

using test::sample_brief;

const FeedInfo info = {.site_url = "https://pith.example/", .feed_url = "https://pith.example/feeds/today.xml"};

std::string feed_of(FeedFormat format, const BriefView& brief) {
  return render_feed(format, info, items_of({&brief, 1})).value();
}
std::string rss_of(const BriefView& brief) { return feed_of(FeedFormat::rss, brief); }
json::Value json_feed_of(const BriefView& brief) { return json::parse(feed_of(FeedFormat::json, brief)).value(); }

int count(std::string_view text, std::string_view what) {
  int n = 0;
  for (auto at = text.find(what); at != std::string_view::npos; at = text.find(what, at + 1)) ++n;
  return n;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

TEST(Rss, HasAnItemAnInsightWithItsOwnId) {
  const auto rss = rss_of(sample_brief());
  EXPECT_EQ(count(rss, "<item>"), 5);
  EXPECT_NE(rss.find("<guid isPermaLink=\"false\">" + item_id("in_sample1") + "</guid>"), std::string::npos) << rss;
  EXPECT_NE(rss.find("<pubDate>Wed, 25 Nov 2026 05:00:00 GMT</pubDate>"), std::string::npos);
}

TEST(Rss, EscapesOnceForHtmlAndOnceForXml) {
  auto brief = sample_brief();
  brief.picks[0].text = "<b>&";
  EXPECT_NE(rss_of(brief).find("&amp;lt;b&amp;gt;&amp;amp;"), std::string::npos) << rss_of(brief);
}

TEST(Rss, IsAFeedAlsoWithoutBriefs) {
  const auto rss = render_feed(FeedFormat::rss, info, {}).value();
  EXPECT_EQ(count(rss, "<item>"), 0);
  EXPECT_NE(rss.find("</rss>"), std::string::npos);
}

TEST(Atom, HasAnEntryAnInsightWithIdAndDates) {
  const auto atom = feed_of(FeedFormat::atom, sample_brief());
  EXPECT_EQ(count(atom, "<entry>"), 5);
  EXPECT_NE(atom.find("<id>" + item_id("in_sample1") + "</id>"), std::string::npos) << atom;
  EXPECT_NE(atom.find("<author><name>Ines Okafor</name></author>"), std::string::npos);
  EXPECT_EQ(count(atom, "<updated>2026-11-25T05:00:00Z</updated>"), 6);
}

TEST(Atom, SaysNothingOf1970WhereItIsEmpty) {
  auto empty = info;
  empty.id = "urn:uuid:x";
  empty.made = *parse_rfc3339("2026-11-25");
  const auto atom = render_feed(FeedFormat::atom, empty, {}).value();
  EXPECT_EQ(count(atom, "<updated>2026-11-25T00:00:00Z</updated>"), 1) << atom;
  EXPECT_EQ(count(atom, "<id>urn:uuid:x</id>"), 1);
}

TEST(Atom, WasUpdatedWhenItsWordsWereMadeLast) {
  const auto brief = sample_brief();
  auto items = items_of({&brief, 1});
  items[1].changed = items[1].date + std::chrono::hours{3};
  const auto atom = render_feed(FeedFormat::atom, info, items).value();
  EXPECT_EQ(count(atom, "<published>2026-11-25T08:00:00Z</published>"), 0);
  EXPECT_EQ(count(atom, "<updated>2026-11-25T08:00:00Z</updated>"), 2) << "the entry and the feed";
}

TEST(FeedItems, HaveAnIdOfARegisteredFormThatStays) {
  // What readers of feeds have seen must not come again under another id.
  EXPECT_EQ(item_id("in_sample1"), "urn:uuid:92367f00-e71a-8480-99b0-c0232bac82b6");
  EXPECT_NE(item_id("in_sample1"), item_id("in_sample2"));
  EXPECT_THAT(item_id("in_sample1"),
              testing::MatchesRegex("urn:uuid:[0-9a-f]+-[0-9a-f]+-8[0-9a-f]+-[89ab][0-9a-f]+-[0-9a-f]+"));
  EXPECT_EQ(item_id("in_sample1").size(), 45U);
}

TEST(FeedItems, OfOneTimeAreSetApartInTheirOrder) {
  const auto brief = sample_brief();
  auto items = items_of({&brief, 1});
  set_apart(items);
  for (std::size_t n = 0; n < items.size(); ++n) EXPECT_EQ(items[n].date, brief.made - std::chrono::seconds{n});
}

TEST(FeedItems, HoldTheWordsSaidInEveryForm) {
  auto brief = sample_brief();
  brief.picks[0].text = "Ninety percent of what it earns, it earns between six and seven.";
  brief.picks[0].quotes = {{"Ninety percent of what it earns, it earns between six and seven.", "Ines Okafor", "12:31",
                            "https://pith.example/episodes/ep_1#t=751", "https://audio.example/1.mp3#t=751"}};
  for (const auto format : {FeedFormat::rss, FeedFormat::atom, FeedFormat::json}) {
    const auto feed = feed_of(format, brief);
    EXPECT_GE(count(feed, "Ninety percent of what it earns"), 2) << feed;
    EXPECT_GE(count(feed, "https://pith.example/episodes/ep_1#t=751"), 1) << feed;
  }
  const auto text = std::string(json_feed_of(brief).at("items").at(0).at("content_text").text());
  EXPECT_NE(text.find("— Ines Okafor, 12:31: https://pith.example/episodes/ep_1#t=751"), std::string::npos) << text;
  EXPECT_NE(text.find("https://pith.example/insights/in_sample1"), std::string::npos) << text;
}

TEST(FeedTitles, AreTheSameToReadersThatTakeThemForHtml) {
  auto brief = sample_brief();
  brief.picks[0].headline = "Why </div> & AT&T & 1 < 2 &amp; &#60; <b>";
  const auto title = "Why <\u2060/div> & AT&T & 1 < 2 &\u2060amp; &\u2060#60; <\u2060b>";
  EXPECT_NE(rss_of(brief).find(std::string("<title>") + xml::escaped(title) + "</title>"), std::string::npos);
  EXPECT_EQ(json_feed_of(brief).at("items").at(0).at("title").text(), brief.picks[0].headline);
}

TEST(FeedItems, HoldLongQuotesWhole) {
  auto brief = sample_brief();
  std::string said = "And then he said";
  while (said.size() < 2'500) said += " a word more";
  brief.picks[0].quotes = {
      {said + " at last.", "Ines Okafor", "12:31", "https://pith.example/episodes/ep_1#t=751", ""}};
  for (const auto format : {FeedFormat::rss, FeedFormat::atom, FeedFormat::json})
    EXPECT_GE(count(feed_of(format, brief), said + " at last."), 1);
}

TEST(FeedItems, HoldNothingThatXmlForbids) {
  auto brief = sample_brief();
  brief.picks[0].headline = "a\uFFFE\uFFFF\u0085\u0001b";
  EXPECT_NE(rss_of(brief).find("<title>a b</title>"), std::string::npos) << rss_of(brief);
}

TEST(Rss, NamesWhoSpeaks) {
  EXPECT_NE(rss_of(sample_brief()).find("<dc:creator>Ines Okafor</dc:creator>"), std::string::npos);
}

TEST(FeedFormat, IsToldByTheEnding) {
  EXPECT_EQ(feed_format("atom"), FeedFormat::atom);
  EXPECT_EQ(feed_format("rss"), std::nullopt);
}

TEST(JsonFeed, HasWhatTheVersionAsksFor) {
  const auto feed = json_feed_of(sample_brief());
  EXPECT_EQ(feed.at("version").text(), "https://jsonfeed.org/version/1.1");
  EXPECT_EQ(feed.at("items").items().size(), 5U);
  const auto& item = feed.at("items").at(0);
  EXPECT_EQ(item.at("id").text(), item_id("in_sample1"));
  EXPECT_EQ(item.at("date_published").text(), "2026-11-25T05:00:00Z");
  EXPECT_EQ(item.at("authors").at(0).at("name").text(), "Ines Okafor");
  EXPECT_TRUE(item.at("content_html").text().contains("The Deep Grid"));
}

TEST(JsonFeed, NamesNoAuthorWhoIsNotKnown) {
  EXPECT_FALSE(json_feed_of(sample_brief()).at("items").at(1).has("authors"));
}

TEST(Markdown, HasFrontMatterPicksAndLinks) {
  const auto text = render_markdown(sample_brief());
  EXPECT_TRUE(text.starts_with("---\nid: br_sample\ndate: 2026-11-25\n"));
  EXPECT_NE(text.find("## 1. [Most grid batteries earn their keep in under an hour a day]"
                      "(<https://pith.example/insights/in_sample1>)\n"),
            std::string::npos)
      << text;
  EXPECT_NE(text.find("— Ines Okafor, [The Deep Grid](<https://pith.example/shows/show>)"), std::string::npos);
}

TEST(Markdown, KeepsTextText) {
  auto brief = sample_brief();
  brief.picks[0].text = "# not a *heading* <script> [x](y)";
  EXPECT_NE(render_markdown(brief).find("\\# not a \\*heading\\* \\<script\\> \\[x\\](y)"), std::string::npos);
  brief.picks[0].text = "1. is no list";
  EXPECT_NE(render_markdown(brief).find("1\\. is no list"), std::string::npos);
}

TEST(Terminal, KeepsWithinItsWidth) {
  for (const int width : {40, 60, 80}) {
    for (const auto& line :
         lines_of(render_terminal(sample_brief(), {.width = width, .colour = false, .links = false}))) {
      EXPECT_LE(columns_of(line), width) << line;
    }
  }
}

TEST(Terminal, HasNoEscapesWithoutColour) {
  EXPECT_EQ(render_terminal(sample_brief(), {.colour = false}).find('\x1b'), std::string::npos);
}

TEST(Terminal, TakesNoEscapesFromFeeds) {
  auto brief = sample_brief();
  brief.picks[0].headline =
      "red \x1b[31m and \xC2\x9B"
      "31m";
  brief.picks[0].text =
      "a\x07"
      "b";
  const auto text = render_terminal(brief, {.colour = false});
  EXPECT_EQ(text.find('\x1b'), std::string::npos);
  EXPECT_EQ(text.find("\xC2\x9B"), std::string::npos);
  EXPECT_EQ(text.find('\x07'), std::string::npos);
}

TEST(Terminal, ShowsProofReasonAndAddress) {
  const auto text = render_terminal(sample_brief(), {.colour = false});
  EXPECT_NE(text.find("— Ines Okafor, The Deep Grid: Episode 101, 12:31\n"), std::string::npos) << text;
  EXPECT_NE(text.find("Why: Three shows disagree"), std::string::npos);
  EXPECT_NE(text.find("https://pith.example/insights/in_sample5\n"), std::string::npos);
}

TEST(PlaceOf, IsTheShowAndItsEpisode) {
  PickView pick{.show_title = "Go Time", .episode_title = "Generics, two years on"};
  EXPECT_EQ(place_of(pick), "Go Time: Generics, two years on");
  pick.episode_title = "Go Time #246";
  EXPECT_EQ(place_of(pick), "Go Time #246");
  pick.episode_title.clear();
  EXPECT_EQ(place_of(pick), "Go Time");
}

TEST(Terminal, SaysWhatAPickIsAbout) {
  auto brief = sample_brief();
  brief.picks.front().topics = {"Energy", "Cities"};
  EXPECT_TRUE(render_terminal(brief, {.colour = false}).contains("\n     Energy · Cities\n"));
}

TEST(Title, CountsThePicks) {
  auto brief = sample_brief();
  EXPECT_EQ(title_of(brief), "Today’s five");
  brief.picks.resize(1);
  EXPECT_EQ(title_of(brief), "Today’s insight");
  brief.picks.clear();
  EXPECT_EQ(title_of(brief), "Nothing today");
}

TEST(Wrap, BreaksAtSpaces) {
  EXPECT_EQ(wrap("one two three", 7), (std::vector<std::string>{"one two", "three"}));
  EXPECT_EQ(wrap("", 7), (std::vector<std::string>{""}));
}

TEST(Wrap, BreaksALongWordWithin) {
  EXPECT_EQ(wrap("ab cdefghij", 4), (std::vector<std::string>{"ab", "cdef", "ghij"}));
}

TEST(Wrap, CountsWideAndCombiningCharactersAsATerminalDoes) {
  EXPECT_EQ(columns_of("日本"), 4);
  EXPECT_EQ(columns_of("e\xCC\x81"), 1);
  EXPECT_EQ(wrap("日本語", 4), (std::vector<std::string>{"日本", "語"}));
}

}  // namespace
}  // namespace pith::delivery
