#include "net/policy.h"

#include <gtest/gtest.h>

namespace pith::net {
namespace {

Url url(std::string_view text) { return parse_url(text).value(); }

bool may_ask(const Policy& policy, std::string_view text) { return policy.may_ask(url(text), false).has_value(); }

TEST(Policy, AsksOnlyHttpAndHttps) {
  const Policy policy({});
  EXPECT_TRUE(may_ask(policy, "https://a.example/feed"));
  EXPECT_TRUE(may_ask(policy, "http://a.example/feed"));
  EXPECT_FALSE(may_ask(policy, "file:///etc/passwd"));
  EXPECT_FALSE(may_ask(policy, "ftp://a.example/feed"));
  EXPECT_FALSE(policy.may_ask(url("gopher://a.example/"), true));
}

TEST(Policy, AsksOnlyPortsWhereFeedsAre) {
  const Policy policy({});
  EXPECT_TRUE(may_ask(policy, "http://a.example:8080/"));
  EXPECT_TRUE(may_ask(policy, "https://a.example:8443/"));
  EXPECT_FALSE(may_ask(policy, "http://a.example:22/"));
  EXPECT_FALSE(may_ask(policy, "http://a.example:6379/"));
  EXPECT_TRUE(policy.may_ask(url("http://a.example:11434/v1"), true));
}

TEST(Policy, AsksAPortThatWasNamedAndConnectsToNoPrivateAddressForIt) {
  const Policy policy({}, {"a.example:9443"});
  EXPECT_TRUE(may_ask(policy, "https://a.example:9443/"));
  EXPECT_FALSE(may_ask(policy, "https://a.example:9444/"));
  EXPECT_FALSE(may_ask(policy, "https://b.example:9443/"));
  EXPECT_FALSE(policy.may_connect(url("https://a.example:9443/"), "127.0.0.1"));
}

TEST(Policy, SaysHowAPortIsAllowedAndOfNoOtherPermission) {
  const auto refused = Policy({}).may_ask(url("https://a.example:9443/feed"), false);
  ASSERT_FALSE(refused);
  EXPECT_TRUE(refused.error().message.contains("\"a.example:9443\" in feeds.allow_ports"));
  EXPECT_FALSE(refused.error().message.contains("allow_private"));
}

TEST(Policy, SaysOfAPrivateAddressOnAnyPortHowItIsAllowed) {
  for (const auto* address : {"http://127.0.0.1:40123/", "http://localhost:40123/", "http://[::1]:40123/"}) {
    const auto refused = Policy({}).may_ask(url(address), false);
    ASSERT_FALSE(refused) << address;
    EXPECT_TRUE(refused.error().message.contains("feeds.allow_private")) << address;
  }
}

TEST(Policy, ConnectsToPrivateAddressesOnlyForAllowedHosts) {
  const Policy policy({"127.0.0.1:8710", "Feeds.Home"});
  EXPECT_FALSE(policy.may_connect(url("http://a.example/"), "127.0.0.1"));
  EXPECT_TRUE(policy.may_connect(url("http://a.example/"), "1.1.1.1"));
  EXPECT_TRUE(policy.may_connect(url("http://127.0.0.1:8710/"), "127.0.0.1"));
  EXPECT_FALSE(policy.may_connect(url("http://127.0.0.1:8711/"), "127.0.0.1"));
  EXPECT_TRUE(policy.may_connect(url("http://feeds.home/x"), "192.168.1.4"));
}

TEST(Policy, AllowsAHostWithoutAPortOnAnyPort) {
  const Policy policy({"127.0.0.1"});
  EXPECT_TRUE(may_ask(policy, "http://127.0.0.1:40123/"));
  EXPECT_TRUE(policy.may_connect(url("http://127.0.0.1:40123/"), "127.0.0.1"));
}

}  // namespace
}  // namespace pith::net
