#include <gtest/gtest.h>

#include "text/html_entities.h"
#include "text/html_scanner.h"
#include "text/html_to_text.h"

namespace pith::text {
namespace {

TEST(Entities, AreDecodedOnce) {
  EXPECT_EQ(decode_entities("&amp;lt; &lt; &eacute;&#233;&#xE9; &hellip; it&apos;s"), "&lt; < ééé … it's");
}

TEST(Entities, LeaveWhatIsNone) {
  EXPECT_EQ(decode_entities("AT&T &nosuch; & &; &#; &#xzz;"), "AT&T &nosuch; & &; &#; &#xzz;");
}

TEST(Entities, TakeWindowsNumbersAsBrowsersDo) { EXPECT_EQ(decode_entities("isn&#146;t"), "isn’t"); }

TEST(Entities, NeverMakeInvalidText) { EXPECT_EQ(decode_entities("&#0;&#xD800;&#99999999999;"), "\uFFFD\uFFFD\uFFFD"); }

TEST(HtmlToText, BreaksWhereBlocksEnd) {
  EXPECT_EQ(html_to_text("<p>One <b>bold</b>\n word.</p><p>Two<br>lines</p><ul><li>a<li>b</ul>end"),
            "One bold word.\n\nTwo\nlines\n\na\nb\n\nend");
}

TEST(HtmlToText, KeepsSingleSpacesBetweenWordsOfAnyScript) {
  EXPECT_EQ(html_to_text("Ein Käse  für\u00a0 \u3000 «dich» \n и мир – 日本 語 ok é "),
            "Ein Käse für «dich» и мир – 日本 語 ok é");
}

TEST(HtmlToText, SeesATagsEndWhereItsNameEnds) {
  EXPECT_EQ(html_to_text("a<BR>b<br/>c</P >d<x\"y>e<p title='>'>f<script>g</script>h"), "a\nb\nc\n\nde\n\nfh");
}

TEST(HtmlToText, DropsScriptsStylesAndComments) {
  EXPECT_EQ(html_to_text("a<script>if (x < 3) { '<p>' }</script><style>p{}</style><!-- <p> hidden -->b"), "ab");
}

TEST(HtmlToText, KeepsSignsThatAreNoTags) { EXPECT_EQ(html_to_text("1 < 2 & 3 > 2 <3"), "1 < 2 & 3 > 2 <3"); }

TEST(HtmlToText, LeavesNothingThatCouldBeAScript) {
  EXPECT_EQ(html_to_text("<img src=x onerror=\"a('>')\">x<scr<script>ipt>"), "xipt>");
}

TEST(HtmlToText, SurvivesUnclosedQuotesAndTags) {
  EXPECT_EQ(html_to_text("<a href=\"x>link</a> text"), "link text");
  EXPECT_EQ(html_to_text("end <a href="), "end <a href=");
}

TEST(HtmlToText, GoesThroughDeepAndBrokenMarkupInLinearTime) {
  std::string deep;
  for (int n = 0; n < 200'000; ++n) deep += "<div><a x=\"";
  EXPECT_NO_FATAL_FAILURE(html_to_text(deep));
  std::string opened;
  for (int n = 0; n < 200'000; ++n) opened += "<a ";
  EXPECT_EQ(html_to_text(opened).size(), opened.size() - 1);
}

TEST(HtmlAttribute, IsFoundInAnyQuoting) {
  EXPECT_EQ(html_attribute(" class=x data-t = 'a &amp; b' checked DateTime=\"PT1S\"", "data-t"), "a & b");
  EXPECT_EQ(html_attribute(" class=x checked DateTime=\"PT1S\"", "datetime"), "PT1S");
  EXPECT_EQ(html_attribute(" class=x checked", "checked"), "");
  EXPECT_EQ(html_attribute(" xclass=x", "class"), "");
}

}  // namespace
}  // namespace pith::text
