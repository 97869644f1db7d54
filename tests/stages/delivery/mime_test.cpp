#include "stages/delivery/mime.h"

#include <gtest/gtest.h>

namespace pith::delivery {
namespace {

TEST(Mailbox, IsReadWithAndWithoutAName) {
  EXPECT_EQ(parse_mailbox("Pith <pith@example.org>")->name, "Pith");
  EXPECT_EQ(parse_mailbox("Pith <pith@example.org>")->address, "pith@example.org");
  EXPECT_EQ(parse_mailbox(" pith@localhost ")->address, "pith@localhost");
  EXPECT_EQ(parse_mailbox("\"Pith, daily\" <p+x@a.example>")->name, "Pith, daily");
}

TEST(Mailbox, IsRefusedWhereThereIsNoPlainAddress) {
  for (const auto* text : {"", "pith", "a@b@c", "a b@c.example", "<>", "x <a@b", "a@b>c", "a..b@c.example", "a@-_.x",
                           "a@b.example, c@d.example", "a@ü.example"}) {
    EXPECT_FALSE(parse_mailbox(text)) << text;
  }
}

TEST(Mailbox, IsRefusedWithALineBreak) {
  EXPECT_FALSE(parse_mailbox("a@b.example\r\nBcc: c@d.example"));
  EXPECT_FALSE(parse_mailbox("Pith\r\nBcc: c@d.example <a@b.example>"));
}

TEST(MailboxField, QuotesANameThatNeedsIt) {
  EXPECT_EQ(mailbox_field("From", {"Pith, \"daily\"", "a@b.example"}),
            "From: \"Pith, \\\"daily\\\"\" <a@b.example>\r\n");
}

TEST(HeaderField, StaysPlainForPlainText) {
  EXPECT_EQ(header_field("Subject", "Today's five: heat pumps"), "Subject: Today's five: heat pumps\r\n");
}

TEST(HeaderField, TurnsLineBreaksIntoSpaces) {
  EXPECT_EQ(header_field("Subject", "a\r\nBcc: x"), "Subject: a  Bcc: x\r\n");
}

TEST(HeaderField, EncodesWhatIsNotAscii) {
  EXPECT_EQ(header_field("Subject", "Café"), "Subject: =?UTF-8?B?Q2Fmw6k=?=\r\n");
}

TEST(HeaderField, EncodesWhatLooksEncoded) {
  EXPECT_EQ(header_field("Subject", "=?x?="), "Subject: =?UTF-8?B?PT94Pz0=?=\r\n");
}

TEST(HeaderField, FoldsLongText) {
  const auto field =
      header_field("Subject", std::string(20, 'a') + " " + std::string(30, 'b') + " " + std::string(30, 'c'));
  EXPECT_NE(field.find("\r\n ccc"), std::string::npos) << field;
}

TEST(QuotedPrintable, KeepsPlainLines) { EXPECT_EQ(quoted_printable("plain line\nnext"), "plain line\r\nnext"); }

TEST(QuotedPrintable, EncodesEqualsAndHighBytes) { EXPECT_EQ(quoted_printable("a=b é"), "a=3Db =C3=A9"); }

TEST(QuotedPrintable, EncodesBlanksAtTheEndOfALine) { EXPECT_EQ(quoted_printable("-- \nx"), "--=20\r\nx"); }

TEST(QuotedPrintable, HidesDotsAndFromAtTheStartOfALine) {
  EXPECT_EQ(quoted_printable(".\nFrom me"), "=2E\r\n=46rom me");
}

TEST(QuotedPrintable, BreaksLinesAt76) {
  const auto text = quoted_printable(std::string(200, 'x') + "é" + std::string(80, '='));
  for (std::size_t at = 0; at < text.size();) {
    const auto end = std::min(text.find("\r\n", at), text.size());
    EXPECT_LE(end - at, 76U);
    at = end + 2;
  }
}

}  // namespace
}  // namespace pith::delivery
