#include <filesystem>

#include <gtest/gtest.h>

#include "stages/delivery/channel.h"
#include "support/files.h"

namespace pith::delivery {
namespace {

OutgoingMessage message(std::string id) {
  return {.message_id = std::move(id), .from = "a@b.example", .to = "c@d.example", .bytes = "Subject: x\r\n\r\nhi\r\n"};
}

int files_in(const std::filesystem::path& folder) {
  int n = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) n += entry.exists() ? 1 : 0;
  return n;
}

TEST(Outbox, WritesAFileNamedByTheMessage) {
  const test::TempFolder home;
  OutboxChannel outbox(home / "mail/outbox");
  EXPECT_EQ(outbox.send(message("br_1@host")), SendOutcome::sent);
  EXPECT_EQ(test::read_file(home / "mail/outbox/br_1@host.eml"), "Subject: x\r\n\r\nhi\r\n");
}

TEST(Outbox, HoldsOneFileHoweverOftenAMessageIsSent) {
  const test::TempFolder home;
  OutboxChannel outbox(home.path());
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(outbox.send(message("br_1@host")));
  EXPECT_EQ(files_in(home.path()), 1);
}

TEST(Outbox, KeepsEveryFileWithinItsFolder) {
  const test::TempFolder home;
  OutboxChannel outbox(home / "outbox");
  for (const auto* id : {"../evil@host", "/etc/evil@host", ".hidden@host", "a\nb@host"}) {
    ASSERT_TRUE(outbox.send(message(id))) << id;
  }
  EXPECT_EQ(files_in(home.path()), 1);
  EXPECT_EQ(files_in(home / "outbox"), 4);
}

TEST(Outbox, ForgetsAMessageHoweverOften) {
  const test::TempFolder home;
  OutboxChannel outbox(home.path());
  for (const auto* id : {"br_1@host", "br_2@host"}) ASSERT_TRUE(outbox.send(message(id)));
  for (int i = 0; i < 2; ++i) EXPECT_TRUE(outbox.forget("br_1@host"));
  EXPECT_EQ(files_in(home.path()), 1);
}

TEST(Outbox, SaysWhereItCannotWrite) {
  const test::TempFolder home;
  test::write_file(home / "file", "in the way");
  OutboxChannel outbox(home / "file");
  const auto sent = outbox.send(message("br_1@host"));
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().kind, ErrorKind::io);
  EXPECT_NE(sent.error().message.find((home / "file").string()), std::string::npos) << sent.error().message;
}

}  // namespace
}  // namespace pith::delivery
