// Answers that go on: server-sent events and their like.
#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

#include <gtest/gtest.h>

#include "lib/http_server/server.h"
#include "support/http_client.h"

namespace pith::http {
namespace {

using test::Connection;
using test::http_get;
using Next = std::function<std::optional<std::string>()>;

constexpr std::string_view ask = "GET /events HTTP/1.1\r\nHost: x\r\n\r\n";

// /events goes on with `next`, everything else is answered at once.
std::unique_ptr<Server> serve(Next next, ServerOptions options = {}) {
  options.threads = 2;
  return *Server::start(options, [next = std::move(next)](const Request& request) {
    Response response{200, {{"Content-Type", "text/event-stream"}}, "plain"};
    if (request.path == "/events") response.stream = Stream{next, std::chrono::milliseconds(5)};
    return response;
  });
}

std::optional<std::string> tick() { return "tick;"; }

TEST(HttpStream, SendsOnePieceAfterAnother) {
  std::atomic<int> count = 0;
  const auto server = serve([&] { return "piece " + std::to_string(++count) + ";"; });
  Connection connection(server->port());
  connection.send(ask);
  const auto read = connection.until("piece 3;");
  EXPECT_TRUE(read.starts_with("HTTP/1.1 200 OK"));
  EXPECT_NE(read.find("Transfer-Encoding: chunked"), std::string::npos);
  EXPECT_NE(read.find("\r\n8\r\npiece 1;\r\n8\r\npiece 2;\r\n"), std::string::npos);
}

TEST(HttpStream, SendsNothingWhereThereIsNothingToSay) {
  std::atomic<int> asked = 0;
  const auto server = serve([&] { return ++asked < 5 ? "" : "at last"; });
  Connection connection(server->port());
  connection.send(ask);
  EXPECT_TRUE(connection.until("at last").ends_with("\r\n\r\n7\r\nat last"));
}

TEST(HttpStream, EndsWhereItsSourceEnds) {
  std::atomic<int> asked = 0;
  const auto server =
      serve([&]() -> std::optional<std::string> { return ++asked < 2 ? std::optional("one") : std::nullopt; });
  Connection connection(server->port());
  connection.send(ask);
  EXPECT_TRUE(connection.until("\r\n0\r\n\r\n").ends_with("3\r\none\r\n0\r\n\r\n"));
  EXPECT_TRUE(connection.closed_by_server());
}

TEST(HttpStream, EndsWhereItsSourceThrows) {
  const auto server = serve([]() -> std::optional<std::string> { throw std::runtime_error("planted"); });
  Connection connection(server->port());
  connection.send(ask);
  EXPECT_TRUE(connection.closed_by_server());
  EXPECT_EQ(http_get(server->port(), "/").body, "plain");
}

TEST(HttpStream, GoesWithoutChunksToAClientOfHttp10) {
  const auto server = serve(tick);
  Connection connection(server->port());
  connection.send("GET /events HTTP/1.0\r\n\r\n");
  EXPECT_NE(connection.until("tick;tick;").find("\r\n\r\ntick;tick;"), std::string::npos);
}

TEST(HttpStream, AnswersHeadWithTheHeadAlone) {
  std::atomic<int> asked = 0;
  const auto server = serve([&] { return ++asked, "never"; });
  Connection connection(server->port());
  connection.send("HEAD /events HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(connection.receive(true).status, 200);
  EXPECT_TRUE(connection.closed_by_server());
  EXPECT_EQ(asked, 0);
}

TEST(HttpStream, IsRefusedOverTheLimitAndFreeAgainWhenAClientLeaves) {
  const auto server = serve(tick, {.streams = 1});
  {
    Connection first(server->port());
    first.send(ask);
    first.until("tick;");
    Connection second(server->port());
    second.send(ask);
    EXPECT_EQ(second.receive().status, 503);
  }
  int status = 503;
  for (int n = 0; n < 1000 && status == 503; ++n) {
    Connection next(server->port());
    next.send(ask);
    const auto read = next.until("\r\n");
    status = read.starts_with("HTTP/1.1 200") ? 200 : 503;
    std::this_thread::sleep_for(std::chrono::milliseconds(5));
  }
  EXPECT_EQ(status, 200);
}

TEST(HttpStream, EndsWhereItsClientLeavesThoughNothingIsSaid) {
  const auto server = serve([] { return ""; }, {.streams = 1});
  {
    Connection(server->port()).send(ask);
  }
  const auto listens = [&] {
    Connection next(server->port());
    next.send(ask);
    return next.until("\r\n").starts_with("HTTP/1.1 200");
  };
  bool free = false;
  for (int n = 0; n < 1000 && !free; ++n) free = listens();
  EXPECT_TRUE(free);
}

TEST(HttpStream, ClosesAClientThatDoesNotRead) {
  const auto server =
      serve([] { return std::string(1 << 20, 'x'); }, {.write_deadline = std::chrono::milliseconds(200)});
  Connection connection(server->port());
  connection.send(ask);
  std::this_thread::sleep_for(std::chrono::milliseconds(600));
  EXPECT_EQ(http_get(server->port(), "/").body, "plain");
  EXPECT_TRUE(connection.closed_by_server());
}

TEST(HttpStream, ThreeHundredListenersDelayNobody) {
  const auto server = serve(tick, {.streams = 300});
  std::vector<Connection> listeners;
  for (int n = 0; n < 300; ++n) listeners.emplace_back(server->port()).send(ask);
  for (auto& listener : listeners) EXPECT_TRUE(listener.until("tick;").ends_with("tick;"));
  EXPECT_EQ(http_get(server->port(), "/").body, "plain");
}

TEST(HttpStream, EndsWhenTheServerStops) {
  const auto server = serve([] { return ""; }, {.stop_grace = std::chrono::seconds(30)});
  Connection connection(server->port());
  connection.send(ask);
  connection.until("\r\n\r\n");
  server->stop();  // would wait for the whole grace if the stream went on
  EXPECT_TRUE(connection.closed_by_server());
}

}  // namespace
}  // namespace pith::http
