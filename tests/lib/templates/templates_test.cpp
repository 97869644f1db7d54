#include "lib/templates/templates.h"

#include <array>
#include <atomic>
#include <thread>

#include <gtest/gtest.h>

namespace pith::templates {
namespace {

constexpr std::string_view html = "{{%AUTOESCAPE context=\"HTML\"}}";

Result<TemplateSet> set_of(std::string_view name, std::string_view body) {
  const std::string text = std::string(html) + std::string(body);
  const std::array files = {EmbeddedFile{name, text}};
  return TemplateSet::load(files);
}

std::string shown(std::string_view body, const Values& values) {
  return set_of("page.html", body).value().expand("page.html", values).value();
}

std::string refusal(std::string_view name, std::string_view text) {
  const std::array files = {EmbeddedFile{name, text}};
  const auto loaded = TemplateSet::load(files);
  return loaded ? "" : loaded.error().message;
}

TEST(Templates, EscapeTextInHtml) {
  EXPECT_EQ(shown("<p>{{T}}</p>", Values().set("T", "<b>&\"")), "<p>&lt;b&gt;&amp;&quot;</p>");
}

TEST(Templates, EscapeQuotesInAttributes) {
  const auto page = shown("<p title=\"{{T}}\"></p>", Values().set("T", "\" onclick=\"x"));
  EXPECT_EQ(page.find("\" onclick"), std::string::npos) << page;
}

TEST(Templates, TakeScriptAddressesOutOfLinks) {
  EXPECT_EQ(shown("<a href=\"{{U}}\">", Values().set("U", "javascript:alert(1)")).find("javascript"),
            std::string::npos);
}

TEST(Templates, LeaveOrdinaryAddressesInLinksAlone) {
  for (const auto* url : {"https://a.example/x.mp3#t=61", "http://127.0.0.1:8700/insights/in_1", "/days/2026-11-25"}) {
    EXPECT_EQ(shown("<a href=\"{{U}}\">", Values().set("U", url)), std::string("<a href=\"") + url + "\">");
  }
}

TEST(Templates, RepeatSectionsAndTakeFromAround) {
  Values values;
  values.set("SITE", "s");
  values.add("PICK").set("N", "1");
  values.add("PICK").set("N", "2");
  EXPECT_EQ(shown("{{#PICK}}{{N}}{{SITE}} {{/PICK}}", values), "1s 2s ");
}

TEST(Templates, ShowAConditionalTextOnlyWhereThereIsOne) {
  const auto* body = "[{{#NOTE_IF}}{{NOTE}}{{/NOTE_IF}}]";
  EXPECT_EQ(shown(body, Values().set_if("NOTE", "four")), "[four]");
  EXPECT_EQ(shown(body, Values().set_if("NOTE", "")), "[]");
}

TEST(Templates, IncludeOneAnotherByName) {
  const auto outer = std::string(html) + "<i>{{>BODY}}</i>";
  const auto inner = std::string(html) + "{{T}}";
  const std::array files = {EmbeddedFile{"outer.html", outer}, EmbeddedFile{"inner.html", inner}};
  Values values;
  values.include("BODY", "inner.html").set("T", "<");
  EXPECT_EQ(TemplateSet::load(files)->expand("outer.html", values).value(), "<i>&lt;</i>");
}

TEST(Templates, EscapeForXml) {
  const std::string text = "{{%AUTOESCAPE context=\"XML\"}}<t>{{T}}</t>";
  const std::array files = {EmbeddedFile{"feed.xml", text}};
  EXPECT_EQ(TemplateSet::load(files)->expand("feed.xml", Values().set("T", "a & <b>")).value(),
            "<t>a &amp; &lt;b&gt;</t>");
}

TEST(Templates, SayWhichOneIsMissing) {
  const auto page = set_of("page.html", "x")->expand("other.html", {});
  ASSERT_FALSE(page);
  EXPECT_NE(page.error().message.find("other.html"), std::string::npos);
}

TEST(Templates, AreRefusedWithoutTheirEscapingLine) {
  EXPECT_NE(refusal("page.html", "<p>{{T}}</p>").find("page.html, line 1"), std::string::npos);
}

TEST(Templates, AreRefusedWithAnUnquotedAttribute) {
  EXPECT_NE(refusal("page.html", std::string(html) + "\n<p id={{T}}>").find("line 2"), std::string::npos);
}

TEST(Templates, AreRefusedWithAValueInAScript) {
  EXPECT_NE(refusal("page.html", std::string(html) + "<script>x = '{{T}}'</script>"), "");
  EXPECT_EQ(refusal("page.html", std::string(html) + "<script>x = 1</script><p>{{T}}</p>"), "");
}

TEST(Templates, AreRefusedWithASectionThatIsNotClosed) {
  EXPECT_NE(refusal("page.html", std::string(html) + "{{#A}}x"), "");
}

TEST(Templates, ExpandOnManyThreadsAtOnce) {
  const auto set = set_of("page.html", "<p>{{T}}</p>").value();
  std::atomic<int> right = 0;
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&, i] {
        const auto text = std::to_string(i);
        for (int n = 0; n < 500; ++n)
          right += set.expand("page.html", Values().set("T", text)) == "<p>" + text + "</p>";
      });
    }
  }
  EXPECT_EQ(right, 2000);
}

}  // namespace
}  // namespace pith::templates
