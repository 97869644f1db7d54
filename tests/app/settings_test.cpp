#include "app/settings.h"

#include <gtest/gtest.h>

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
  EXPECT_EQ(loaded->settings.mail.channel, "outbox");
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
