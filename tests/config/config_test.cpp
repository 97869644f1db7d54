#include "config/config.h"

#include <gtest/gtest.h>

namespace pith::config {
namespace {

Config parsed(std::string_view text) { return Config::parse(text, "pith.toml").value(); }

TEST(Config, GivesTheValueOfADottedKey) {
  auto config = parsed("[mail]\nfrom = \"pith@example.org\"\n");
  EXPECT_EQ(config.get<std::string>("mail.from").value(), "pith@example.org");
}

TEST(Config, GivesNothingForAnAbsentKey) {
  auto config = parsed("");
  EXPECT_FALSE(config.get<bool>("web.open").value().has_value());
}

TEST(Config, NamesFileLineAndTypesWhereATypeIsWrong) {
  auto config = parsed("[feeds]\nnewest = \"three\"\n");
  const auto got = config.get<std::int64_t>("feeds.newest");
  ASSERT_FALSE(got);
  EXPECT_EQ(got.error().message, "pith.toml:2: feeds.newest must be a whole number, but a text in quotes stands there");
}

TEST(Config, TakesAWholeNumberWhereANumberIsWanted) {
  auto config = parsed("floor = 2");
  EXPECT_EQ(config.get<double>("floor").value(), 2.0);
}

TEST(Config, NamesLineAndColumnOfBrokenToml) {
  const auto broken = Config::parse("a = 1\nb = = 2\n", "pith.toml");
  ASSERT_FALSE(broken);
  EXPECT_TRUE(broken.error().message.starts_with("pith.toml:2:5: not valid TOML"));
}

TEST(Config, ReportsKeysNobodyAskedForWithTheNearestName) {
  auto config = parsed("[mail]\nfrom = \"a\"\nfrmo = \"b\"\nzzzzzzzzzzzz = 1\n");
  ASSERT_TRUE(config.get<std::string>("mail.from"));
  EXPECT_EQ(config.complaints({"mail.from", "web.url"}),
            (std::vector<std::string>{"pith.toml:3: unknown key mail.frmo; did you mean mail.from?",
                                      "pith.toml:4: unknown key mail.zzzzzzzzzzzz"}));
}

TEST(Config, RefusesAListOfNumbers) {
  const auto list = Config::parse("ports = [1, 2]", "pith.toml");
  ASSERT_FALSE(list);
  EXPECT_TRUE(list.error().message.starts_with("pith.toml:1: ports is of a type"));
}

}  // namespace
}  // namespace pith::config
