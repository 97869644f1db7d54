// The robots exclusion protocol, with the examples of RFC 9309 among the cases.
#include "stages/feed/robots.h"

#include <gtest/gtest.h>

namespace pith::feed {
namespace {

TEST(Robots, AllowWhatNoRuleNames) {
  EXPECT_TRUE(robots_allow("", "pith", "/"));
  EXPECT_TRUE(robots_allow("<html>not found</html>", "pith", "/x"));
  EXPECT_TRUE(robots_allow("User-agent: *\nDisallow:\n", "pith", "/x"));
  EXPECT_FALSE(robots_allow("User-agent: *\nDisallow: /\n", "pith", "/x"));
}

TEST(Robots, ObeyTheGroupOfTheirNameBeforeThatOfEverybody) {
  constexpr auto file = "user-agent: PITH/1.0\nallow: /\n\nuser-agent: *\ndisallow: /\n";
  EXPECT_TRUE(robots_allow(file, "pith", "/x"));
  EXPECT_FALSE(robots_allow(file, "pithy", "/x"));
}

TEST(Robots, JoinAllGroupsOfTheirName) {
  constexpr auto file = "user-agent: pith\ndisallow: /a\nuser-agent: other\nuser-agent: pith\ndisallow: /b\n";
  EXPECT_FALSE(robots_allow(file, "pith", "/a"));
  EXPECT_FALSE(robots_allow(file, "pith", "/b"));
  EXPECT_FALSE(robots_allow(file, "other", "/b"));
  EXPECT_TRUE(robots_allow(file, "other", "/a"));
}

TEST(Robots, ObeyTheLongestRuleAndAllowBeforeDisallow) {
  constexpr auto file = "user-agent: *\r\nallow: /example/page/\r\ndisallow: /example/page/disallowed.gif\r\n";
  EXPECT_FALSE(robots_allow(file, "pith", "/example/page/disallowed.gif"));
  EXPECT_TRUE(robots_allow(file, "pith", "/example/page/else"));
  EXPECT_TRUE(robots_allow("user-agent: *\ndisallow: /a\nallow: /a\n", "pith", "/a"));
}

TEST(Robots, KnowStarsAndTheEnd) {
  constexpr auto file = "user-agent: *\ndisallow: /*.gif$\ndisallow: /a/*/z # deep\n";
  EXPECT_FALSE(robots_allow(file, "pith", "/x/y.gif"));
  EXPECT_TRUE(robots_allow(file, "pith", "/x/y.gif?v=1"));
  EXPECT_FALSE(robots_allow(file, "pith", "/a/b/c/zebra"));
  EXPECT_TRUE(robots_allow(file, "pith", "/a/z"));
}

TEST(Robots, ComparePathsHoweverTheyAreEncoded) {
  constexpr auto file = "user-agent: *\ndisallow: /foo/bar/\xE3\x83\x84\ndisallow: /foo/bar/%62%61%7A\n";
  EXPECT_FALSE(robots_allow(file, "pith", "/foo/bar/%e3%83%84"));
  EXPECT_FALSE(robots_allow(file, "pith", "/foo/bar/baz"));
  EXPECT_TRUE(robots_allow("user-agent: *\ndisallow: /a%2Fb\n", "pith", "/a/b"));
}

TEST(Robots, TakeAStarryRuleInGoodTime) {
  const auto file = "user-agent: *\ndisallow: /" + std::string(1000, '*') + "x$\n";
  EXPECT_TRUE(robots_allow(file, "pith", "/" + std::string(2000, 'a')));
}

}  // namespace
}  // namespace pith::feed
