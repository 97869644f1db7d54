#include "app/settings.h"

#include <gtest/gtest.h>

#include "app/mail.h"
#include "app/settings_values.h"
#include "support/files.h"

namespace pith::app {
namespace {

std::string error_of(std::string_view toml) {
  const auto loaded = load_settings(toml, "pith.toml");
  return loaded ? "no error" : loaded.error().message;
}

TEST(Settings, HaveADefaultForEverything) {
  const auto loaded = load_settings("", "pith.toml");
  ASSERT_TRUE(loaded);
  EXPECT_FALSE(goes_by_smtp(loaded->settings.mail));
  EXPECT_EQ(loaded->settings.feeds.newest, 3);
}

TEST(Settings, TakeWhatTheFileSays) {
  const auto loaded = load_settings("[reader]\nemail = \"ann@example.org\"\nhour = \"07:30\"\n", "pith.toml");
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->settings.reader.email, "ann@example.org");
  EXPECT_EQ(hour_of(loaded->settings.reader.hour), std::chrono::minutes{450});
}

TEST(Settings, NameFileAndLineOfAWrongType) {
  EXPECT_EQ(error_of("[brief]\nsize = \"five\"\n"),
            "pith.toml:2: brief.size must be a whole number, but a text in quotes stands there");
}

TEST(Settings, NameFileAndLineOfAValueThatCannotBe) {
  EXPECT_EQ(error_of("[reader]\nhour = \"25:00\"\n"), "pith.toml:2: reader.hour must be HH:MM, but is \"25:00\"");
  EXPECT_EQ(error_of("[reader]\nzone = \"Mars/Base\"\n"),
            "pith.toml:2: reader.zone must be an IANA zone as Europe/Berlin, but is \"Mars/Base\"");
}

TEST(Settings, NameFileAndLineOfWhatIsWrongWithTheLanguageModel) {
  EXPECT_EQ(error_of("[distill]\nengine = \"llm\"\n"),
            "pith.toml:2: distill.engine is \"llm\", so llm.model must name the model that the server shall use");
  EXPECT_EQ(error_of("[llm]\nbase_url = \"localhost:8080\"\n"),
            "pith.toml:2: llm.base_url must be an address as http://127.0.0.1:8080/v1, but is \"localhost:8080\"");
  EXPECT_EQ(error_of("[llm]\n\ncontext_tokens = 100\n"),
            "pith.toml:3: llm.context_tokens must lie between 2048 and 10000000, but is 100");
  EXPECT_EQ(error_of("[llm]\nanswer_price = -1\n"),
            "pith.toml:2: llm.answer_price must lie between 0 and 1000000, but is -1");
  EXPECT_EQ(error_of("[llm]\nprompt_price = \"2\"\n"),
            "pith.toml:2: llm.prompt_price must be a number, but a text in quotes stands there");
  EXPECT_EQ(error_of("[llm]\ndaily_tokens = -5\n"),
            "pith.toml:2: llm.daily_tokens must lie between 0 and 1000000000000, but is -5");
  EXPECT_TRUE(error_of("[llm]\ndaily_cap = 5\n").starts_with("pith.toml:2: llm.daily_cap counts nothing without"));
  EXPECT_EQ(error_of("[distill]\nengine = \"llm\"\n[llm]\nmodel = \"m\"\nkey_file = \"/nowhere/key\"\n"),
            "pith.toml:5: llm.key_file names /nowhere/key, which is no file that is there");
}

TEST(Settings, NameFileAndLineOfARecogniserThatCannotBe) {
  EXPECT_EQ(error_of("[transcriber]\nengine = \"http\"\n"),
            "pith.toml:2: transcriber.engine is \"http\", so transcriber.model must name the model that the server "
            "shall use");
  EXPECT_EQ(error_of("[transcriber]\ncommand = \"ears\"\n"),
            "pith.toml:2: transcriber.command must be a list of texts, but a text in quotes stands there");
  EXPECT_EQ(error_of("[transcriber]\npiece_minutes = 0\n"),
            "pith.toml:2: transcriber.piece_minutes must lie between 1 and 60, but is 0");
}

TEST(Settings, NameFileAndLineOfMailThatCannotWork) {
  EXPECT_EQ(error_of("[reader]\nemail = \"notanaddress\"\n"),
            "pith.toml:2: reader.email must be a mail address, but is \"notanaddress\"");
  EXPECT_EQ(error_of("[mail]\nfrom = \"nobody\"\n"),
            "pith.toml:2: mail.from must be a mail address as Pith <pith@example.org>, but is \"nobody\"");
  EXPECT_EQ(error_of("[mail]\n\nsmtp_url = \"mail.example:587\"\n"),
            "pith.toml:3: mail.smtp_url must be the mail server's address as smtp://mail.example:587 or "
            "smtps://mail.example:465");
  EXPECT_EQ(error_of("[mail]\nchannel = \"post\"\n"),
            "pith.toml:2: mail.channel must be one of \"outbox\", \"smtp\", but is \"post\"");
}

TEST(Settings, SendMailsOnceTheyNameAMailServer) {
  const auto by_smtp = [](std::string_view toml) {
    return goes_by_smtp(load_settings(toml, "pith.toml")->settings.mail);
  };
  EXPECT_FALSE(by_smtp(""));
  EXPECT_TRUE(by_smtp("[mail]\nsmtp_url = \"smtp://mail.example:587\"\n"));
  EXPECT_FALSE(by_smtp("[mail]\nchannel = \"outbox\"\nsmtp_url = \"smtp://mail.example:587\"\n"));
}

TEST(Settings, NameFileAndLineOfAnAddressThatCannotBeListenedOn) {
  EXPECT_EQ(error_of("[web]\nlisten = \"pith.example:8700\"\n"),
            "pith.toml:2: web.listen must be IP-ADDRESS:PORT, as 127.0.0.1:8700, but is \"pith.example:8700\"");
  EXPECT_EQ(listen_address_of("localhost:8700")->host, "127.0.0.1");
  EXPECT_EQ(url_of(listen_address_of("[::1]:8700")->host, 8700), "http://[::1]:8700/");
}

TEST(Settings, ThatListenEverywhereGiveLinksUnderTheMachinesName) {
  auto settings = load_settings("[web]\nlisten = \"0.0.0.0:8700\"\n", "pith.toml")->settings;
  EXPECT_FALSE(site_url_of(settings).contains("0.0.0.0"));
  EXPECT_TRUE(site_url_of(settings).ends_with(":8700"));
  settings.web.url = "http://pith.lan";
  EXPECT_EQ(site_url_of(settings), "http://pith.lan");
}

TEST(Settings, OpenThePagesUnderAWholeSiteOverTlsAlone) {
  for (const auto* bad :
       {"pith.example", "http://pith.example", "https://pith.example/pith", "https://a:b@pith.example"})
    EXPECT_TRUE(
        error_of(std::string("[web]\npublic = \"") + bad + "\"\n").starts_with("pith.toml:2: web.public must be"))
        << bad;
  for (const auto* good : {"https://pith.example", "https://pith.example:8443/", "http://127.0.0.1:8700"})
    EXPECT_EQ(error_of(std::string("[web]\npublic = \"") + good + "\"\n"), "no error") << good;
  EXPECT_TRUE(error_of("[web]\nproxies = [\"nginx\"]\n").starts_with("pith.toml:2: web.proxies must be IP addresses"));
}

TEST(Settings, ReportUnknownKeysButGoOn) {
  const auto loaded = load_settings("[feeds]\nnewst = 5\n", "pith.toml");
  ASSERT_TRUE(loaded);
  EXPECT_EQ(loaded->complaints,
            std::vector<std::string>{"pith.toml:2: unknown key feeds.newst; did you mean feeds.newest?"});
}

TEST(Settings, TheirPageIsUpToDate) {
  EXPECT_EQ(test::read_file(test::in_repository("docs/configuration.md")), settings_document())
      << "run: pith doctor --configuration > docs/configuration.md";
}

}  // namespace
}  // namespace pith::app
