#include "net/download.h"

#include <gtest/gtest.h>

#include "net/curl_client.h"
#include "support/files.h"
#include "support/http_server.h"

namespace pith::net {
namespace {

class Downloads : public testing::Test {
 protected:
  Downloads() : client_({.allowed_hosts = {server_.host()}}) {}

  Result<HttpResponse> fetch_audio(std::int64_t max_bytes = 1 << 20) {
    Download wanted{.url = server_.url("/talk.mp3"), .file = folder_ / "talk.audio"};
    wanted.limits.max_bytes = max_bytes;
    return download(client_, wanted);
  }
  std::string file() const { return test::read_file(folder_ / "talk.audio"); }
  std::string part() const { return test::read_file(folder_ / "talk.audio.part"); }

  // Gives `whole` in parts as asked for, under this ETag; the first answer breaks off after 1,000 bytes.
  void serve_breaking(const std::string& whole, const std::string& first_tag, const std::string& then_tag) {
    server_.on_wire("/talk.mp3", [=, this](const test::ServedRequest& request, test::Wire& wire) {
      const auto range = request.headers.find("range");
      const bool first = served_++ == 0;
      const auto& tag = first ? first_tag : then_tag;
      const bool same = range != request.headers.end() && request.headers.at("if-range") == tag;
      const std::size_t from = same ? std::stoul(range->second.substr(6)) : 0;
      std::string head = same ? "HTTP/1.1 206 Partial Content\r\n" : "HTTP/1.1 200 OK\r\n";
      if (same)
        head += "Content-Range: bytes " + std::to_string(from) + "-" + std::to_string(whole.size() - 1) + "/" +
                std::to_string(whole.size()) + "\r\n";
      head += "Content-Type: audio/mpeg\r\nETag: " + tag +
              "\r\nContent-Length: " + std::to_string(whole.size() - from) + "\r\nConnection: close\r\n\r\n";
      wire.send(head + (first ? whole.substr(0, 1000) : whole.substr(from)));
    });
  }

  test::TempFolder folder_;
  test::HttpServer server_;
  CurlClient client_;
  std::atomic<int> served_ = 0;
};

TEST_F(Downloads, GiveTheFile) {
  server_.on("/talk.mp3", test::Reply{200, {{"Content-Type", "audio/mpeg"}}, "sound"});
  const auto response = fetch_audio();
  ASSERT_TRUE(response) << response.error().message;
  EXPECT_EQ(file(), "sound");
  EXPECT_EQ(part(), "");
}

TEST_F(Downloads, GoOnWhereTheyBroke) {
  std::string whole(5000, 'a');
  whole += "end";
  serve_breaking(whole, "\"one\"", "\"one\"");
  ASSERT_FALSE(fetch_audio());
  EXPECT_EQ(part().size(), 1000U);
  ASSERT_TRUE(fetch_audio());
  EXPECT_EQ(file(), whole);
  EXPECT_EQ(server_.requests().at(1).headers.at("range"), "bytes=1000-");
}

TEST_F(Downloads, BeginAnewWhereTheFileHasChanged) {
  const std::string whole(3000, 'b');
  serve_breaking(whole, "\"one\"", "\"two\"");
  ASSERT_FALSE(fetch_audio());
  ASSERT_TRUE(fetch_audio());
  EXPECT_EQ(file(), whole);
}

TEST_F(Downloads, TakeAnEmptyAnswerForNoFile) {
  const std::string whole(3000, 'b');
  serve_breaking(whole, "\"one\"", "\"one\"");
  ASSERT_FALSE(fetch_audio());
  server_.on("/empty.mp3", test::Reply{200, {{"Content-Type", "audio/mpeg"}}, ""});
  EXPECT_FALSE(download(client_, {.url = server_.url("/empty.mp3"), .file = folder_ / "talk.audio"}));
  EXPECT_EQ(file(), "");
}

TEST_F(Downloads, RefuseAPageInPlaceOfSound) {
  server_.on("/talk.mp3", test::Reply{200, {{"Content-Type", "text/html; charset=utf-8"}}, "<html>expired</html>"});
  const auto response = fetch_audio();
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().message, server_.url("/talk.mp3") + " gives text/html, not audio");
  EXPECT_EQ(file(), "");
}

TEST_F(Downloads, RefuseMoreThanTheCap) {
  server_.on("/talk.mp3", test::Reply{200, {{"Content-Type", "audio/mpeg"}}, std::string(3000, 'a')});
  EXPECT_EQ(fetch_audio(2000).error().kind, ErrorKind::too_large);
  EXPECT_EQ(file(), "");
}

TEST_F(Downloads, LeaveNoFileForAnErrorStatus) {
  server_.on("/talk.mp3", test::Reply{404, {{"Content-Type", "text/html"}}, "not here"});
  const auto response = fetch_audio();
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 404);
  EXPECT_EQ(file(), "");
}

TEST_F(Downloads, RefusePrivateAddressesAsFeedsDo) {
  CurlClient strict({});
  const auto response = download(strict, {.url = server_.url("/talk.mp3"), .file = folder_ / "x"});
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::refused);
  EXPECT_TRUE(server_.requests().empty());
}

}  // namespace
}  // namespace pith::net
