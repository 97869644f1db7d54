#include "web/client_address.h"

#include <gtest/gtest.h>

namespace pith::web {
namespace {

http::Request from(std::string peer, std::string forwarded) {
  http::Request request;
  request.peer = std::move(peer);
  request.headers = {{"X-Forwarded-For", std::move(forwarded)}};
  return request;
}

TEST(ClientAddress, IsThePeersUnlessItIsAProxyOfOurs) {
  const std::vector<std::string> proxies = {"10.0.0.0/8", "::1"};
  EXPECT_EQ(client_address(from("203.0.113.7", "198.51.100.1"), proxies), "203.0.113.7");
  EXPECT_EQ(client_address(from("10.1.2.3", "198.51.100.1"), proxies), "198.51.100.1");
  EXPECT_EQ(client_address(from("::1", "2001:db8::7"), proxies), "2001:db8::7");
  EXPECT_EQ(client_address(from("10.1.2.3", ""), proxies), "10.1.2.3");
}

TEST(ClientAddress, BelievesNothingThatAClientWroteBeforeOurProxies) {
  const std::vector<std::string> proxies = {"10.0.0.0/8"};
  EXPECT_EQ(client_address(from("10.1.2.3", "1.1.1.1, 198.51.100.1, 10.9.9.9"), proxies), "198.51.100.1");
  EXPECT_EQ(client_address(from("10.1.2.3", "1.1.1.1, nonsense"), proxies), "10.1.2.3");
  EXPECT_EQ(client_address(from("10.1.2.3", "198.51.100.1, <script>"), proxies), "10.1.2.3");
}

TEST(ClientAddress, BelievesTheLineOurProxyAddedBelowTheClients) {
  const std::vector<std::string> proxies = {"10.0.0.0/8"};
  auto request = from("10.1.2.3", "9.9.9.9");
  request.headers.emplace_back("x-forwarded-for", "198.51.100.1");
  EXPECT_EQ(client_address(request, proxies), "198.51.100.1");
}

TEST(Networks, HoldTheirAddresses) {
  EXPECT_TRUE(in_network("203.0.113.7", "203.0.113.0/24"));
  EXPECT_FALSE(in_network("203.0.114.7", "203.0.113.0/24"));
  EXPECT_TRUE(in_network("2001:db8:1::5", "2001:db8::/32"));
  EXPECT_TRUE(in_network("::ffff:10.0.0.1", "10.0.0.0/8"));
  EXPECT_FALSE(in_network("2001:db8::1", "0.0.0.0/0"));
  for (const auto* bad : {"", "10.0.0.0/33", "10.0.0/8", "x/8", "10.0.0.0/", "10.0.0.0/8x"})
    EXPECT_FALSE(is_network(bad)) << bad;
}

TEST(ClassOfAddress, KeepsNoPersonsAddress) {
  EXPECT_EQ(class_of_address("203.0.113.7"), "203.0.113.0/24");
  EXPECT_EQ(class_of_address("2001:db8:1:2:3:4:5:6"), "2001:db8:1::/48");
  EXPECT_EQ(class_of_address("nonsense"), "");
  EXPECT_EQ(limit_key("2001:db8:1:2:3:4:5:6"), limit_key("2001:db8:1:2::9"));
  EXPECT_NE(limit_key("203.0.113.7"), limit_key("203.0.113.8"));
}

TEST(LocalHostHeader, IsOneThatNoOtherSitesPageCanHave) {
  for (const auto* local :
       {"localhost", "localhost:8700", "127.0.0.1:8700", "[::1]:8700", "192.168.1.5", "x.localhost"})
    EXPECT_TRUE(is_local_host_header(local)) << local;
  for (const auto* other :
       {"evil.example", "evil.example:8700", "localhost.evil.example", "127.0.0.1.evil.example", ""})
    EXPECT_FALSE(is_local_host_header(other)) << other;
}

}  // namespace
}  // namespace pith::web
