#include "lib/http_server/server.h"

#include <atomic>
#include <latch>
#include <stdexcept>
#include <thread>

#include <gtest/gtest.h>

#include "support/http_client.h"

namespace pith::http {
namespace {

using test::Connection;
using test::http_get;
using test::http_request;

Response echo(const Request& request) {
  std::string body = request.method + " " + request.path;
  for (const auto& [name, value] : request.query) body += "|" + name + "=" + value;
  if (!request.body.empty()) body += "|" + request.body;
  return {200, {{"Content-Type", "text/plain"}}, body};
}

std::unique_ptr<Server> serve(Handler handler, ServerOptions options = {}) {
  options.threads = 2;
  return *Server::start(options, std::move(handler));
}

TEST(HttpServer, GivesPathAndParametersDecoded) {
  const auto server = serve(echo);
  EXPECT_EQ(http_get(server->port(), "/a%20b/c?q=grid+power%21&empty=&flag").body,
            "GET /a b/c|q=grid power!|empty=|flag=");
}

TEST(HttpServer, TakesTheAbsoluteFormThatProxiesSend) {
  const auto server = serve(echo);
  EXPECT_EQ(http_get(server->port(), "http://localhost/days?x=1").body, "GET /days|x=1");
}

TEST(HttpServer, RefusesBrokenAddresses) {
  const auto server = serve(echo);
  for (const auto* target : {"/%", "/%zz", "/a%00b", "/?q=%f", "nothing"})
    EXPECT_EQ(http_get(server->port(), target).status, 400) << target;
}

TEST(HttpServer, RefusesARequestThatNamesTwoHosts) {
  const auto server = serve(echo);
  Connection connection(server->port());
  connection.send("GET / HTTP/1.1\r\nHost: a.example\r\nhost: b.example\r\n\r\n");
  EXPECT_EQ(connection.receive().status, 400);
}

TEST(HttpServer, AnswersBytesThatAreNoHttpWith400) {
  const auto server = serve(echo);
  Connection connection(server->port());
  connection.send("\x16\x03\x01 hello\r\n\r\n");
  EXPECT_EQ(connection.receive().status, 400);
}

TEST(HttpServer, KeepsTheConnectionForTheNextRequest) {
  const auto server = serve(echo);
  Connection connection(server->port());
  for (const std::string path : {"/one", "/two", "/three"}) {
    connection.send("GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n");
    EXPECT_EQ(connection.receive().body, "GET " + path);
  }
}

TEST(HttpServer, AnswersPipelinedRequestsInTheirOrder) {
  const auto server = serve(echo);
  Connection connection(server->port());
  connection.send("GET /one HTTP/1.1\r\nHost: x\r\n\r\nGET /two HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(connection.receive().body, "GET /one");
  EXPECT_EQ(connection.receive().body, "GET /two");
}

TEST(HttpServer, AnswersHeadWithTheLengthButNoBody) {
  const auto server = serve(echo);
  Connection connection(server->port());
  connection.send("HEAD /page HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(connection.receive(true).header("Content-Length"), "10");
  connection.send("GET /next HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(connection.receive().body, "GET /next");
}

TEST(HttpServer, Sends304WithoutABody) {
  const auto server = serve([](const Request&) { return Response{304, {{"ETag", "\"x\""}}, "never sent"}; });
  Connection connection(server->port());
  connection.send("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const auto answer = connection.receive();
  EXPECT_EQ(answer.status, 304);
  EXPECT_EQ(answer.header("ETag"), "\"x\"");
  EXPECT_TRUE(connection.closed_by_server());
}

TEST(HttpServer, LeavesOutAHeaderThatWouldBeginAnother) {
  const auto server = serve([](const Request&) { return Response{302, {{"Location", "/\r\nSet-Cookie: a=b"}}, ""}; });
  const auto answer = http_get(server->port(), "/");
  EXPECT_EQ(answer.header("Location"), "");
  EXPECT_EQ(answer.header("Set-Cookie"), "");
}

TEST(HttpServer, HandsOverTheBodyOfAPost) {
  const auto server = serve(echo);
  Connection connection(server->port());
  connection.send("POST /form HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\na=b+c");
  EXPECT_EQ(connection.receive().body, "POST /form|a=b+c");
}

TEST(HttpServer, RefusesABodyOverItsLimit) {
  const auto server = serve(echo, {.body_bytes = 100});
  Connection connection(server->port());
  connection.send("POST /form HTTP/1.1\r\nHost: x\r\nContent-Length: 101\r\n\r\n" + std::string(101, 'x'));
  EXPECT_EQ(connection.receive().status, 413);
  EXPECT_EQ(reason_phrase(413), "Content Too Large");
}

TEST(HttpServer, ReadsAsMuchOfABodyAsWhoeverSendsItMay) {
  const auto server =
      serve(echo, {.body_bytes_of = [](const Request& head) {
              return head.method == "POST" && head.path == "/form" && head.header("X-Key") == "good" ? 200U : 100U;
            }});
  const auto status = [&](std::string_view key) {
    Connection connection(server->port());
    connection.send("POST /form?a=b HTTP/1.1\r\nHost: x\r\nX-Key: " + std::string(key) +
                    "\r\nContent-Length: 150\r\n\r\n" + std::string(150, 'x'));
    return connection.receive().status;
  };
  EXPECT_EQ(status("good"), 200);
  EXPECT_EQ(status("bad"), 413);
}

TEST(HttpServer, RefusesHeadersOverTheirLimit) {
  const auto server = serve(echo);
  EXPECT_EQ(http_get(server->port(), "/", "X: " + std::string(20'000, 'x') + "\r\n").status, 431);
  EXPECT_EQ(http_get(server->port(), "/" + std::string(20'000, 'x')).status, 414);
}

TEST(HttpServer, TurnsAThrowInTheHandlerInto500AndGoesOn) {
  std::atomic<int> calls = 0;
  const auto server = serve([&](const Request& request) -> Response {
    if (++calls == 1) throw std::runtime_error("planted");
    return echo(request);
  });
  EXPECT_EQ(http_get(server->port(), "/").status, 500);
  EXPECT_EQ(http_get(server->port(), "/").status, 200);
}

TEST(HttpServer, ClosesAConnectionThatSendsNothing) {
  const auto server = serve(echo, {.read_deadline = std::chrono::milliseconds(200)});
  Connection connection(server->port());
  EXPECT_TRUE(connection.closed_by_server());
}

// Each byte comes well within the deadline; all together do not.
TEST(HttpServer, ClosesThreeHundredSlowClientsWhileOthersAreServed) {
  const auto server = serve(echo, {.read_deadline = std::chrono::milliseconds(800)});
  std::vector<Connection> slow;
  for (int n = 0; n < 300; ++n) slow.emplace_back(server->port());
  const std::string head = "GET / HTTP/1.1\r\nX-Padding: " + std::string(100, 'x');
  std::size_t refused = 0;
  for (std::size_t at = 0; at < head.size() && refused < slow.size(); ++at) {
    for (auto& connection : slow)
      if (!connection.send(head.substr(at, 1))) ++refused;
    EXPECT_EQ(http_get(server->port(), "/quick").body, "GET /quick");
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
  }
  for (auto& connection : slow) EXPECT_TRUE(connection.closed_by_server());
}

TEST(HttpServer, ClosesWhatIsOverTheConnectionLimitAndServesTheRest) {
  const auto server = serve(echo, {.connections = 1});
  Connection first(server->port());
  first.send("GET /one HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(first.receive().body, "GET /one");
  EXPECT_TRUE(Connection(server->port()).closed_by_server());
  first.send("GET /two HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(first.receive().body, "GET /two");
}

TEST(HttpServer, LetsAnAnswerUnderWayEndWhenItStops) {
  std::latch begun(1);
  std::latch go(1);
  const auto server = serve([&](const Request& request) {
    begun.count_down();
    go.wait();
    return echo(request);
  });
  Connection connection(server->port());
  connection.send("GET /last HTTP/1.1\r\nHost: x\r\n\r\n");
  begun.wait();
  std::jthread stopper([&] { server->stop(); });
  go.count_down();
  EXPECT_EQ(connection.receive().body, "GET /last");
}

TEST(HttpServer, LeavesItsPortWhenStopped) {
  const auto server = serve(echo);
  const auto port = server->port();
  server->stop();
  server->stop();
  EXPECT_EQ(http_get(port, "/").status, 0);
}

TEST(HttpServer, SaysWhereItCannotListen) {
  const auto server = serve(echo);
  const auto second = Server::start({.port = server->port()}, echo);
  ASSERT_FALSE(second);
  EXPECT_NE(second.error().message.find(std::to_string(server->port())), std::string::npos);
  EXPECT_EQ(Server::start({.address = "nowhere"}, echo).error().kind, ErrorKind::invalid_input);
}

}  // namespace
}  // namespace pith::http
