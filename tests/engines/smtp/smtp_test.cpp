#include <gtest/gtest.h>

#include "engines/smtp/smtp_channel.h"
#include "engines/smtp/smtp_url.h"
#include "lib/json/json.h"
#include "stages/delivery/mail.h"
#include "support/sample_brief.h"
#include "support/smtp_server.h"

namespace pith::smtp {
namespace {

using delivery::SendOutcome;
using test::SmtpServer;

SmtpOptions plain(const SmtpServer& server) {
  SmtpOptions options;
  options.host = "127.0.0.1";
  options.port = server.port();
  options.security = Security::none;
  options.connect = std::chrono::milliseconds{5'000};
  options.total = std::chrono::milliseconds{20'000};
  return options;
}

delivery::OutgoingMessage message() {
  return {.message_id = "br_1@pith.example",
          .from = "pith@pith.example",
          .to = "reader@example.org",
          .bytes = "Subject: hello\r\n\r\n.a line with a dot\r\n.\r\nthe end\r\n"};
}

Result<SendOutcome> send(const SmtpOptions& options) { return SmtpChannel(options).send(message()); }

json::Value only_taken(const SmtpServer& server) {
  const auto all = server.taken();
  EXPECT_EQ(all.size(), 1U);
  return all.empty() ? json::Value() : json::parse(all.front()).value();
}

TEST(Smtp, DeliversTheSameBytes) {
  const SmtpServer server({});
  EXPECT_EQ(send(plain(server)), SendOutcome::sent);
  const auto taken = only_taken(server);
  EXPECT_EQ(taken.at("content").text(), message().bytes);
  EXPECT_EQ(taken.at("from").text(), "pith@pith.example");
  EXPECT_EQ(taken.at("to").at(0).text(), "reader@example.org");
}

TEST(Smtp, DeliversAWholeBrief) {
  const SmtpServer server({});
  auto brief = message();
  brief.bytes = delivery::render_mail(test::sample_brief(), test::sample_options()).value();
  EXPECT_EQ(SmtpChannel(plain(server)).send(brief), SendOutcome::sent);
  EXPECT_EQ(only_taken(server).at("content").text(), brief.bytes);
}

TEST(Smtp, TurnsToTlsAndLogsIn) {
  const SmtpServer server({"starttls", "login=me:secret"});
  auto options = plain(server);
  options.security = Security::starttls;
  options.user = "me";
  options.password = "secret";
  options.ca_file = server.ca_file();
  const auto sent = send(options);
  ASSERT_TRUE(sent) << sent.error().log_line();
  EXPECT_EQ(only_taken(server).at("tls").boolean(), true);
  EXPECT_EQ(only_taken(server).at("login").boolean(), true);
}

TEST(Smtp, SpeaksTlsFromTheStart) {
  const SmtpServer server({"tls"});
  auto options = plain(server);
  options.security = Security::tls;
  options.ca_file = server.ca_file();
  const auto sent = send(options);
  ASSERT_TRUE(sent) << sent.error().log_line();
  EXPECT_EQ(only_taken(server).at("tls").boolean(), true);
}

TEST(Smtp, TrustsNoCertificateThatNobodyVouchesFor) {
  const SmtpServer server({"starttls"});
  auto options = plain(server);
  options.security = Security::starttls;
  const auto sent = send(options);
  ASSERT_FALSE(sent);
  EXPECT_NE(sent.error().message.find("trusted"), std::string::npos) << sent.error().log_line();
  EXPECT_TRUE(server.taken().empty());
}

TEST(Smtp, SaysNothingToAServerWithoutTlsWhereTlsIsWanted) {
  const SmtpServer server({});
  auto options = plain(server);
  options.security = Security::starttls;
  options.user = "me";
  options.password = "secret";
  const auto sent = send(options);
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().kind, ErrorKind::refused) << sent.error().log_line();
  EXPECT_NE(sent.error().message.find("STARTTLS"), std::string::npos) << sent.error().log_line();
}

TEST(Smtp, SaysThatALoginIsWrongWithoutThePassword) {
  const SmtpServer server({"login=me:secret"});
  auto options = plain(server);
  options.user = "me";
  options.password = "wrongword";
  const auto sent = send(options);
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().kind, ErrorKind::refused);
  EXPECT_NE(sent.error().message.find("login of me"), std::string::npos) << sent.error().log_line();
  EXPECT_EQ(sent.error().log_line().find("wrongword"), std::string::npos);
}

TEST(Smtp, SaysThatNoServerIsThere) {
  SmtpOptions options;
  {
    const SmtpServer gone({});
    options = plain(gone);
  }
  const auto sent = send(options);
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().kind, ErrorKind::network);
  EXPECT_NE(sent.error().message.find("cannot be reached"), std::string::npos) << sent.error().log_line();
}

struct Refusal {
  std::string fault;
  ErrorKind kind;
  int code;
  std::string_view words;
};

class SmtpRefusal : public testing::TestWithParam<Refusal> {};

TEST_P(SmtpRefusal, NamesTheStepAndTheServersWords) {
  const auto& refusal = GetParam();
  const SmtpServer server({refusal.fault});
  const auto sent = send(plain(server));
  ASSERT_FALSE(sent) << refusal.fault;
  EXPECT_EQ(sent.error().kind, refusal.kind) << sent.error().log_line();
  EXPECT_EQ(sent.error().code, refusal.code) << sent.error().log_line();
  EXPECT_NE(sent.error().message.find(refusal.words), std::string::npos) << sent.error().log_line();
  EXPECT_TRUE(server.taken().empty());
}

INSTANTIATE_TEST_SUITE_P(
    AtEachVerb, SmtpRefusal,
    testing::Values(Refusal{"MAIL=550", ErrorKind::refused, 550, "pith@pith.example as the sender"},
                    Refusal{"MAIL=451", ErrorKind::network, 451, "451 told to refuse"},
                    Refusal{"MAIL=drop", ErrorKind::network, 0, "as the sender"},
                    Refusal{"RCPT=550", ErrorKind::refused, 550, "reader@example.org as the recipient"},
                    Refusal{"RCPT=450", ErrorKind::network, 450, "450 told to refuse"},
                    Refusal{"RCPT=drop", ErrorKind::network, 0, "as the recipient"},
                    Refusal{"DATA=554", ErrorKind::refused, 554, "did not take the mail"},
                    Refusal{"DATA=drop", ErrorKind::network, 0, "did not take the mail"},
                    Refusal{"EHLO=drop", ErrorKind::network, 0, "did not greet back"},
                    Refusal{"CONTENT=554", ErrorKind::refused, 554, "554 told to refuse"},
                    Refusal{"CONTENT=452", ErrorKind::network, 452, "452 told to refuse"}));

TEST(Smtp, IsInDoubtWhereTheConnectionIsLostAfterTheContent) {
  const SmtpServer server({"CONTENT=drop"});
  EXPECT_EQ(send(plain(server)), SendOutcome::in_doubt);
  EXPECT_EQ(server.taken().size(), 1U);
}

TEST(Smtp, IsInDoubtWhereTheLastAnswerNeverComes) {
  const SmtpServer server({"CONTENT=silent"});
  auto options = plain(server);
  options.total = std::chrono::milliseconds{1'500};
  EXPECT_EQ(send(options), SendOutcome::in_doubt);
}

TEST(Smtp, EndsInTimeWhereTheServerFallsSilent) {
  const SmtpServer server({"RCPT=silent"});
  auto options = plain(server);
  options.total = std::chrono::milliseconds{1'500};
  const auto sent = send(options);
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().kind, ErrorKind::timeout) << sent.error().log_line();
}

TEST(Smtp, NeverPutsACommandIntoAnAddress) {
  const SmtpServer server({});
  auto forged = message();
  forged.to = "reader@example.org>\r\nRCPT TO:<victim@example.org";
  const auto sent = SmtpChannel(plain(server)).send(forged);
  ASSERT_FALSE(sent);
  EXPECT_EQ(sent.error().kind, ErrorKind::refused);
  EXPECT_TRUE(server.taken().empty());
}

TEST(SmtpUrl, NamesServerPortAndSecurity) {
  const auto submission = smtp_options_of("smtp://mail.example.org").value();
  EXPECT_EQ(submission.port, 587);
  EXPECT_EQ(submission.security, Security::starttls);
  const auto tls = smtp_options_of("smtps://mail.example.org").value();
  EXPECT_EQ(tls.port, 465);
  EXPECT_EQ(tls.security, Security::tls);
  EXPECT_EQ(smtp_options_of("smtp://localhost:2525")->security, Security::none);
}

TEST(SmtpUrl, IsRefusedWhereItNamesNoMailServer) {
  EXPECT_FALSE(smtp_options_of("https://mail.example.org"));
  EXPECT_FALSE(smtp_options_of("mail.example.org"));
}

}  // namespace
}  // namespace pith::smtp
