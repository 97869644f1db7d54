#include "web/compress.h"

#include <gtest/gtest.h>

#include "web/world.h"

namespace pith::web {
namespace {

using Answers = test::SiteFixture;

http::Response page_of(std::size_t bytes) {
  return {200, {{"Content-Type", "text/html; charset=utf-8"}, {"ETag", "\"abc\""}}, std::string(bytes, 'a')};
}
http::Request taking(std::string codings) {
  return {.method = "GET", .path = "/", .headers = {{"Accept-Encoding", std::move(codings)}}};
}
std::string header(const http::Response& response, std::string_view name) {
  for (const auto& [key, value] : response.headers)
    if (key == name) return value;
  return {};
}

TEST(Compression, IsForWhoTakesItAndSaysSo) {
  auto response = page_of(20'000);
  compress(taking("br, gzip;q=0.5"), false, response);
  EXPECT_LT(response.body.size(), 200U);
  EXPECT_EQ(response.body.substr(0, 2), "\x1f\x8b");
  EXPECT_EQ(header(response, "Content-Encoding"), "gzip");
  EXPECT_EQ(header(response, "Vary"), "Accept-Encoding");
  EXPECT_EQ(header(response, "ETag"), "W/\"abc\"");
}

TEST(Compression, LeavesAloneWhatIsNotTakenOrSmall) {
  for (const auto* codings : {"", "br", "gzip;q=0", "gzip; q=0.0, br"}) {
    auto response = page_of(20'000);
    compress(taking(codings), false, response);
    EXPECT_EQ(response.body.size(), 20'000U) << codings;
    EXPECT_EQ(header(response, "Vary"), "Accept-Encoding");
  }
  auto small = page_of(300);
  compress(taking("gzip"), false, small);
  EXPECT_EQ(small.body.size(), 300U);
}

TEST(Compression, NeverTellsTheLengthOfASecret) {
  auto response = page_of(20'000);
  compress(taking("gzip"), true, response);
  EXPECT_EQ(response.body.size(), 20'000U);
}

TEST_F(Answers, WithAFormAreNotCompressedAndOthersAre) {
  put_one_insight();
  constexpr std::string_view takes = "Accept-Encoding: gzip\r\n";
  EXPECT_EQ(get("/episodes/ep_restart", takes).body.substr(0, 2), "\x1f\x8b");
  EXPECT_EQ(get("/static/pith.css?v=1", takes).body.substr(0, 2), "\x1f\x8b");
  EXPECT_NE(get("/settings", takes).body.substr(0, 2), "\x1f\x8b");
  EXPECT_NE(get("/search?q=storm", takes).body.substr(0, 2), "\x1f\x8b");
}

}  // namespace
}  // namespace pith::web
