// Servers that mean harm, or do it: each ends in its own clear error, and takes nothing else down.
#include <array>
#include <atomic>
#include <future>

#include <gtest/gtest.h>
#include <netdb.h>
#include <unistd.h>

#include "net/address.h"
#include "net/curl_client.h"
#include "support/http_server.h"

namespace pith::net {
namespace {

using std::chrono::milliseconds;
using test::HttpServer;
using test::Reply;
using test::ServedRequest;
using test::Wire;

constexpr std::string_view ok = "HTTP/1.1 200 OK\r\n";

Limits tight() {
  Limits limits;
  limits.max_bytes = 1 << 20;
  limits.max_compressed = 1 << 20;
  limits.total = limits.low_speed_time = std::chrono::minutes{1};
  return limits;
}

Limits hasty() {
  auto limits = tight();
  limits.total = milliseconds{4'000};
  limits.low_speed_bytes = 1000;
  limits.low_speed_time = std::chrono::seconds{1};
  return limits;
}

class HostileServer : public testing::Test {
 protected:
  Error failure(std::string_view path, const Limits& limits = tight()) {
    auto response = fetch(client_, {.url = server_.url(path), .limits = limits});
    return response ? Error{.kind = ErrorKind::internal, .message = "no error"} : response.error();
  }

  HttpServer server_;
  CurlClient client_{{.allowed_hosts = {server_.host()}}};
};

TEST_F(HostileServer, IsNotFollowedInACircle) {
  server_.on("/a", Reply{.status = 302, .headers = {{"Location", "/b"}}});
  server_.on("/b", Reply{.status = 302, .headers = {{"Location", "/a"}}});
  EXPECT_EQ(failure("/a").kind, ErrorKind::too_large);
  EXPECT_EQ(server_.hits("/a"), 1);
}

TEST_F(HostileServer, IsNotFollowedForEver) {
  server_.on("/a", [](const ServedRequest& request) {
    return Reply{.status = 302, .headers = {{"Location", request.target + "x=1&"}}};
  });
  auto error = fetch(client_, {.url = server_.url("/a?"), .limits = tight()}).error();
  EXPECT_EQ(error.kind, ErrorKind::too_large);
  EXPECT_EQ(server_.hits("/a"), 13);
}

TEST_F(HostileServer, MayNotSendForEver) {
  server_.on_wire("/endless", [](const ServedRequest&, Wire& wire) {
    wire.send(std::string(ok) + "Content-Type: text/xml\r\n\r\n");
    while (wire.send(std::string(65536, '<'))) {
    }
  });
  EXPECT_EQ(failure("/endless").kind, ErrorKind::too_large);
}

TEST_F(HostileServer, MayNotAnnounceMoreThanIsRead) {
  server_.on_wire("/huge", [](const ServedRequest&, Wire& wire) {
    wire.send(std::string(ok) + "Content-Length: 99999999999\r\n\r\nx");
    wire.linger(std::chrono::minutes{1});
  });
  EXPECT_EQ(failure("/huge").kind, ErrorKind::too_large);
}

TEST_F(HostileServer, MayNotSendAGzipBomb) {
  const auto bomb = test::gzip(std::string(200 << 20, '\0'));
  ASSERT_LT(bomb.size(), 1U << 20);
  server_.on("/bomb", Reply{.headers = {{"Content-Encoding", "gzip"}}, .body = bomb});
  const auto error = failure("/bomb");
  EXPECT_EQ(error.kind, ErrorKind::too_large);
  EXPECT_NE(error.message.find("1 MB"), std::string::npos) << error.message;
}

TEST_F(HostileServer, MayNotDrip) {
  server_.on_wire("/drip", [](const ServedRequest&, Wire& wire) {
    wire.send(std::string(ok) + "Content-Length: 100000\r\n\r\n");
    while (wire.send("x") && wire.linger(milliseconds{50})) {
    }
  });
  EXPECT_EQ(failure("/drip", hasty()).kind, ErrorKind::timeout);
}

TEST_F(HostileServer, MayNotStaySilent) {
  server_.on_wire("/silent", [](const ServedRequest&, Wire& wire) { wire.linger(std::chrono::minutes{1}); });
  EXPECT_EQ(failure("/silent", hasty()).kind, ErrorKind::timeout);
}

TEST_F(HostileServer, MayNotPromiseMoreThanItSends) {
  server_.on_wire("/short", [](const ServedRequest&, Wire& wire) {
    wire.send(std::string(ok) + "Content-Length: 100\r\n\r\nshort");
  });
  EXPECT_EQ(failure("/short").kind, ErrorKind::network);
}

TEST_F(HostileServer, MayNotEndAChunkedBodyEarly) {
  server_.on_wire("/chunks", [](const ServedRequest&, Wire& wire) {
    wire.send(std::string(ok) + "Transfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n");
  });
  EXPECT_EQ(failure("/chunks").kind, ErrorKind::network);
}

TEST_F(HostileServer, MayNotSendMoreThanItPromised) {
  server_.on_wire("/long", [](const ServedRequest&, Wire& wire) {
    wire.send(std::string(ok) + "Content-Length: 2\r\n\r\nokSMUGGLED");
  });
  const auto response = fetch(client_, {.url = server_.url("/long"), .limits = tight()});
  ASSERT_TRUE(response);
  EXPECT_EQ(response->body, "ok");
}

TEST_F(HostileServer, MayResetTheConnection) {
  server_.on_wire("/reset", [](const ServedRequest&, Wire& wire) { wire.reset(); });
  EXPECT_EQ(failure("/reset").kind, ErrorKind::network);
}

TEST_F(HostileServer, MayNotFloodWithHeaders) {
  server_.on_wire("/headers", [](const ServedRequest&, Wire& wire) {
    wire.send(ok);
    while (wire.send("X-Flood: " + std::string(1000, 'h') + "\r\n")) {
    }
  });
  EXPECT_EQ(failure("/headers").kind, ErrorKind::too_large);
}

TEST_F(HostileServer, MayNotFloodWithOneLongHeader) {
  server_.on_wire("/header", [](const ServedRequest&, Wire& wire) {
    wire.send(ok);
    while (wire.send(std::string(10000, 'h'))) {
    }
  });
  EXPECT_NE(failure("/header").kind, ErrorKind::internal);
}

TEST_F(HostileServer, MayNotFloodWithInterimAnswers) {
  server_.on_wire("/100", [](const ServedRequest&, Wire& wire) {
    while (wire.send("HTTP/1.1 103 Early\r\nLink: x\r\n\r\n")) {
    }
  });
  EXPECT_EQ(failure("/100").kind, ErrorKind::too_large);
}

TEST_F(HostileServer, MaySpeakNoHttp) {
  server_.on_wire("/ssh", [](const ServedRequest&, Wire& wire) { wire.send("SSH-2.0-OpenSSH_9.2\r\n"); });
  EXPECT_NE(failure("/ssh").kind, ErrorKind::internal);
}

TEST_F(HostileServer, MaySendDamagedCompression) {
  server_.on("/gzip", Reply{.headers = {{"Content-Encoding", "gzip"}}, .body = "this is no gzip at all"});
  EXPECT_EQ(failure("/gzip").kind, ErrorKind::network);
}

TEST_F(HostileServer, MayNotLeadToAPrivateAddress) {
  HttpServer inside;
  inside.on("/admin", Reply{.body = "keys"});
  const auto target = std::string("http://127.0.0.1:") + std::to_string(inside.port()) + "/admin";
  server_.on("/a", Reply{.status = 302, .headers = {{"Location", target}}});
  EXPECT_EQ(failure("/a").kind, ErrorKind::refused);
  EXPECT_EQ(inside.connections(), 0);
}

TEST_F(HostileServer, MayNotLeadToAPrivateAddressOnAUsualPort) {
  server_.on("/a", Reply{.status = 302, .headers = {{"Location", "http://127.0.0.1:8000/admin"}}});
  server_.on("/b", Reply{.status = 302, .headers = {{"Location", "http://[::ffff:127.0.0.1]/admin"}}});
  server_.on("/c", Reply{.status = 302, .headers = {{"Location", "http://2130706433/admin"}}});
  server_.on("/d", Reply{.status = 302, .headers = {{"Location", "http://localhost:8000/admin"}}});
  for (const auto* path : {"/a", "/b", "/c", "/d"}) {
    const auto error = failure(path);
    EXPECT_EQ(error.kind, ErrorKind::refused) << path << ": " << error.log_line();
  }
}

// Whether the system knows a name, and for addresses alone that are not public.
bool is_private_here(const char* name) {
  addrinfo wish{};
  wish.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (::getaddrinfo(name, nullptr, &wish, &found) != 0) return false;
  bool all = true;
  for (const auto* one = found; one != nullptr; one = one->ai_next) {
    std::array<char, NI_MAXHOST> address{};
    ::getnameinfo(one->ai_addr, one->ai_addrlen, address.data(), address.size(), nullptr, 0, NI_NUMERICHOST);
    all = all && !is_public_address(address.data());
  }
  ::freeaddrinfo(found);
  return all;
}

TEST_F(HostileServer, MayNotLeadToThisMachineByItsName) {
  std::array<char, 256> name{};
  ASSERT_EQ(::gethostname(name.data(), name.size() - 1), 0);
  if (!is_private_here(name.data())) GTEST_SKIP() << "this machine's name is unknown to it, or public";
  server_.on("/a",
             Reply{.status = 302, .headers = {{"Location", std::string("http://") + name.data() + ":8000/admin"}}});
  EXPECT_EQ(failure("/a").kind, ErrorKind::refused);
}

TEST_F(HostileServer, MayNotLeadToAnotherScheme) {
  server_.on("/a", Reply{.status = 302, .headers = {{"Location", "file:///etc/passwd"}}});
  EXPECT_EQ(failure("/a").kind, ErrorKind::refused);
}

TEST(PrivateAddress, IsRefusedAlsoOnAConnectionThatATrustedRequestLeftOpen) {
  HttpServer server;
  server.on("/x", Reply{.body = "keys"});
  CurlClient client({.allowed_hosts = {"127.0.0.2"}});
  ASSERT_TRUE(fetch(client, {.url = server.url("/x"), .trusted = true}));
  EXPECT_EQ(fetch(client, {.url = server.url("/x")}).error().kind, ErrorKind::refused);
  EXPECT_EQ(server.hits("/x"), 1);
}

// The silent ones hang up once the healthy one has answered.
TEST_F(HostileServer, DoesNotDelayAHealthyOneBesideIt) {
  std::atomic<bool> answered = false;
  server_.on_wire("/silent", [&](const ServedRequest&, Wire& wire) {
    while (!answered && wire.linger(milliseconds{20})) {
    }
  });
  HttpServer healthy;
  healthy.on("/feed", Reply{.body = "hi"});
  CurlClient client({.allowed_hosts = {"127.0.0.1"}, .one_per_host = false});
  std::promise<void> hostile_ended;
  std::promise<void> healthy_ended;
  std::vector<std::string> order;  // written on the client's thread only
  for (const auto* path : {"/silent", "/silent", "/silent"}) {
    client.start({.url = server_.url(path), .limits = tight()}, [&](const Result<HttpResponse>&) {
      order.emplace_back("hostile");
      if (order.size() == 4) hostile_ended.set_value();
    });
  }
  client.start({.url = healthy.url("/feed"), .limits = tight()}, [&](const Result<HttpResponse>& response) {
    EXPECT_TRUE(response);
    order.emplace_back("healthy");
    healthy_ended.set_value();
  });
  healthy_ended.get_future().wait();
  answered = true;
  hostile_ended.get_future().wait();
  EXPECT_EQ(order.front(), "healthy");
}

}  // namespace
}  // namespace pith::net
