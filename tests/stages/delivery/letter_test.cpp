#include "stages/delivery/letter.h"

#include <gtest/gtest.h>

#include "lib/json/json.h"
#include "support/python.h"

namespace pith::delivery {
namespace {

LetterOptions a_letter(LetterText text) {
  return {.text = text,
          .title = "Pith",
          .site_url = "https://pith.example",
          .link = "https://pith.example/confirm?t=abc-_0",
          .good_for = "two days",
          .from = "Pith <pith@pith.example>",
          .to = "ann@example.org",
          .message_id = "le_1@pith.example",
          .date = *parse_rfc3339("2026-11-25T05:00:00Z")};
}

TEST(Letter, IsWellFormedAndHasItsLinkInBothParts) {
  for (const auto text : {LetterText::confirm, LetterText::sign_in, LetterText::known}) {
    const auto mail = json::parse(test::run_python("read_mail.py", render_letter(a_letter(text)).value())).value();
    EXPECT_EQ(mail.at("defects").items().size(), 0U) << json::write(mail.at("defects"));
    EXPECT_LE(mail.at("longest_line").integer(), 78);
    EXPECT_EQ(mail.at("headers").at("to").text(), "ann@example.org");
    EXPECT_EQ(mail.at("headers").at("message-id").text(), "<le_1@pith.example>");
    for (int part = 0; part < 2; ++part)
      EXPECT_NE(mail.at("parts").at(static_cast<std::size_t>(part)).at("text").text().find("confirm?t=abc-_0"),
                std::string_view::npos);
  }
}

TEST(Letter, IsTheSameBytesForTheSameValues) {
  EXPECT_EQ(render_letter(a_letter(LetterText::confirm)).value(), render_letter(a_letter(LetterText::confirm)).value());
}

TEST(Letter, TakesNoAddressWithASecondHeaderInIt) {
  for (const auto* to : {"ann@example.org\r\nBcc: all@example.org", "ann@example.org, bob@example.org", "ann", ""}) {
    auto letter = a_letter(LetterText::confirm);
    letter.to = to;
    EXPECT_FALSE(render_letter(letter)) << to;
  }
}

}  // namespace
}  // namespace pith::delivery
