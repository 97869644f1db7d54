#include "stages/delivery/mail.h"

#include <algorithm>

#include <gtest/gtest.h>

#include "lib/json/json.h"
#include "support/python.h"
#include "support/sample_brief.h"

namespace pith::delivery {
namespace {

using test::sample_brief;
using test::sample_options;

// What an independent mail reader makes of it.
json::Value read(const std::string& mail) { return json::parse(test::run_python("read_mail.py", mail)).value(); }

json::Value read_sample() { return read(render_mail(sample_brief(), sample_options()).value()); }

std::string_view header(const json::Value& mail, std::string_view name) { return mail.at("headers").at(name).text(); }

TEST(Mail, IsWellFormedForAnotherReader) {
  const auto mail = read_sample();
  EXPECT_EQ(mail.at("defects").items().size(), 0U) << json::write(mail.at("defects"));
  EXPECT_EQ(mail.at("type").text(), "multipart/alternative");
  EXPECT_LE(mail.at("longest_line").integer(), 78);
  EXPECT_EQ(mail.at("bare_line_ends").integer(), 0);
  EXPECT_EQ(mail.at("ascii").boolean(), true);
}

TEST(Mail, HoldsTextFirstAndThenHtml) {
  const auto mail = read_sample();
  const auto& parts = mail.at("parts");
  EXPECT_EQ(parts.at(0).at("type").text(), "text/plain");
  EXPECT_EQ(parts.at(0).at("text").text(), mail_text(sample_brief(), sample_options()));
  EXPECT_EQ(parts.at(1).at("type").text(), "text/html");
  EXPECT_EQ(parts.at(1).at("text").text(), mail_html(sample_brief(), sample_options()).value());
}

TEST(Mail, NamesItselfAndItsList) {
  const auto mail = read_sample();
  EXPECT_EQ(header(mail, "subject"), "Today’s five: Most grid batteries earn their keep in under an hour a day");
  EXPECT_EQ(header(mail, "message-id"), "<br_sample@example.org>");
  EXPECT_EQ(header(mail, "date"), "Wed, 25 Nov 2026 05:00:00 +0000");
  EXPECT_EQ(header(mail, "list-id"), "<pith.example.org>");
  EXPECT_EQ(header(mail, "from"), "Pith <pith@example.org>");
}

TEST(Mail, OffersOneClickToUnsubscribe) {
  const auto mail = read_sample();
  EXPECT_EQ(header(mail, "list-unsubscribe"), "<https://pith.example/unsubscribe?t=abc>");
  EXPECT_EQ(header(mail, "list-unsubscribe-post"), "List-Unsubscribe=One-Click");
}

TEST(Mail, IsTheSameBytesForTheSameBrief) {
  EXPECT_EQ(render_mail(sample_brief(), sample_options()).value(),
            render_mail(sample_brief(), sample_options()).value());
}

TEST(Mail, ShowsTheProofOfEachPick) {
  const auto text = mail_text(sample_brief(), sample_options());
  EXPECT_NE(text.find("— Ines Okafor, The Deep Grid: Episode 101, 12:31\n"), std::string::npos) << text;
  EXPECT_NE(text.find("— Cold Rooms: Episode 102, 12:32\n"), std::string::npos) << text;
  EXPECT_NE(text.find("https://pith.example/insights/in_sample1\n"), std::string::npos);
}

TEST(Mail, SaysWhatEachPickIsAboutBeforeIt) {
  auto brief = sample_brief();
  brief.picks.front().topics = {"Energy & grids", "Cities", "Economics"};
  EXPECT_TRUE(mail_text(brief, sample_options()).contains("   [Energy & grids · Cities]\n"));
  const auto html = mail_html(brief, sample_options()).value();
  EXPECT_TRUE(html.contains(">Energy &amp; grids · Cities</p>"));
  EXPECT_FALSE(html.contains("Economics"));
}

TEST(Mail, NeverSaysUnknownSpeaker) {
  EXPECT_EQ(mail_html(sample_brief(), sample_options())->find("unknown speaker"), std::string::npos);
  EXPECT_EQ(mail_text(sample_brief(), sample_options()).find("unknown speaker"), std::string::npos);
}

TEST(Mail, CannotBeGivenAnotherHeader) {
  auto brief = sample_brief();
  brief.picks[0].headline = "A headline\r\nBcc: victim@example.org\r\n\r\n<script>";
  const auto mail = read(render_mail(brief, sample_options()).value());
  EXPECT_FALSE(mail.at("headers").has("bcc"));
  EXPECT_EQ(header(mail, "subject"), "Today’s five: A headline Bcc: victim@example.org <script>");
}

TEST(Mail, IsNotMadeWithAForgedAddressOrId) {
  const auto refused = [](auto change) {
    auto options = sample_options();
    change(options);
    return !render_mail(sample_brief(), options);
  };
  EXPECT_TRUE(refused([](auto& o) { o.to = "reader@example.org\r\nBcc: a@b.example"; }));
  EXPECT_TRUE(refused([](auto& o) { o.from = "nobody"; }));
  EXPECT_TRUE(refused([](auto& o) { o.message_id = "a@b>\r\nX: y"; }));
  EXPECT_TRUE(refused([](auto& o) { o.list_id = "a b"; }));
  EXPECT_TRUE(refused([](auto& o) { o.unsubscribe = "javascript:x"; }));
}

TEST(Mail, IsNotMadeOfNothing) {
  auto brief = sample_brief();
  brief.picks.clear();
  EXPECT_FALSE(render_mail(brief, sample_options()));
}

TEST(Mail, EscapesWhatFeedsSay) {
  auto brief = sample_brief();
  brief.picks[0].text = "<img src=x onerror=alert(1)> & so on";
  brief.picks[0].insight_url = "javascript:alert(1)";
  const auto html = mail_html(brief, sample_options()).value();
  EXPECT_EQ(html.find("<img"), std::string::npos);
  EXPECT_NE(html.find("&lt;img src=x"), std::string::npos);
  EXPECT_EQ(html.find("javascript:"), std::string::npos);
}

TEST(Mail, LoadsNothingFromAnywhere) {
  const auto html = mail_html(sample_brief(), sample_options()).value();
  for (const auto* loading : {"<img", "<script", "<link", "src=", "url(", "@import", "<iframe"}) {
    EXPECT_EQ(html.find(loading), std::string::npos) << loading;
  }
}

TEST(Mail, StaysUnder90KilobytesWhateverTheFeedsSay) {
  auto brief = sample_brief();
  for (auto& pick : brief.picks) {
    for (auto* text : {&pick.headline, &pick.text, &pick.quote, &pick.speaker, &pick.show_title, &pick.reason}) {
      for (int i = 0; i < 20000; ++i) *text += i % 7 == 0 ? " " : "語&";
    }
    pick.quote += "different words altogether";
    pick.insight_url += std::string(50000, 'x');
  }
  brief.note = std::string(100000, '&');
  const auto mail = render_mail(brief, sample_options()).value();
  const auto html = mail.substr(mail.find("text/html"));
  EXPECT_LT(html.size(), 90'000U);
}

TEST(Mail, SaysWhyThereAreFewer) {
  auto brief = sample_brief();
  brief.picks.resize(3);
  brief.note = "Only three episodes came out.";
  const auto mail = read(render_mail(brief, sample_options()).value());
  EXPECT_TRUE(header(mail, "subject").starts_with("Today’s three:"));
  EXPECT_TRUE(mail.at("parts").at(0).at("text").text().contains("Only three episodes came out."));
  EXPECT_TRUE(mail.at("parts").at(1).at("text").text().contains("Only three episodes came out."));
}

TEST(Mail, ShowsAQuoteOnlyWhereItAddsWords) {
  auto brief = sample_brief();
  brief.picks[1].quote = brief.picks[1].text.substr(0, 60);
  const auto text = mail_text(brief, sample_options());
  EXPECT_EQ(std::ranges::count(text, '\n'), std::ranges::count(mail_text(sample_brief(), sample_options()), '\n'));
  EXPECT_NE(text.find("“Ninety percent of what it earns"), std::string::npos);
}

TEST(BareAddress, IsTakenOutOfAMailbox) {
  EXPECT_EQ(bare_address("Pith <pith@example.org>").value(), "pith@example.org");
  EXPECT_FALSE(bare_address("Pith"));
}

}  // namespace
}  // namespace pith::delivery
