#include "net/address.h"

#include <gtest/gtest.h>

namespace pith::net {
namespace {

TEST(PublicAddress, IsWhatTheInternetReaches) {
  for (const auto* address : {"1.1.1.1", "93.184.216.34", "172.15.255.255", "172.32.0.1", "100.63.255.255",
                              "100.128.0.1", "2606:4700::1111", "2a00:1450:4001::200e"}) {
    EXPECT_TRUE(is_public_address(address)) << address;
  }
}

TEST(PublicAddress, IsNotPrivateLoopbackOrReserved) {
  for (const auto* address :
       {"0.0.0.0",      "10.1.2.3",       "100.64.0.1", "127.0.0.1",    "127.255.255.254", "169.254.169.254",
        "172.16.0.1",   "172.31.255.255", "192.0.0.8",  "192.0.2.1",    "192.168.1.1",     "198.18.0.1",
        "198.51.100.7", "203.0.113.9",    "224.0.0.1",  "240.0.0.1",    "255.255.255.255", "::",
        "::1",          "fe80::1",        "fc00::1",    "fd12:3456::1", "ff02::1",         "fec0::1",
        "2001:db8::1",  "100::1"}) {
    EXPECT_FALSE(is_public_address(address)) << address;
  }
}

TEST(PublicAddress, IsNotMappedIntoIpv6) {
  EXPECT_FALSE(is_public_address("::ffff:127.0.0.1"));
  EXPECT_FALSE(is_public_address("::ffff:10.0.0.1"));
  EXPECT_FALSE(is_public_address("::127.0.0.1"));
}

TEST(PublicAddress, IsJudgedByWhatATranslatorLeadsTo) {
  EXPECT_FALSE(is_public_address("64:ff9b::7f00:1"));     // NAT64 of 127.0.0.1
  EXPECT_FALSE(is_public_address("64:ff9b::a00:1"));      // NAT64 of 10.0.0.1
  EXPECT_TRUE(is_public_address("64:ff9b::101:101"));     // NAT64 of 1.1.1.1
  EXPECT_FALSE(is_public_address("64:ff9b:1::101:101"));  // a network's own prefix
  EXPECT_FALSE(is_public_address("2002:a00:1::"));        // 6to4 of 10.0.0.1
  EXPECT_FALSE(is_public_address("2001:0:7f00:1::"));     // Teredo
}

TEST(PublicAddress, IsNotTextThatIsNoAddress) {
  for (const auto* text : {"", "localhost", "1.2.3", "1.2.3.4.5", "0x7f000001", "::g"}) {
    EXPECT_FALSE(is_public_address(text)) << text;
  }
}

}  // namespace
}  // namespace pith::net
