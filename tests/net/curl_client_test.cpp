#include "net/curl_client.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <memory>
#include <thread>

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "support/http_server.h"

namespace pith::net {
namespace {

using test::HttpServer;
using test::Reply;

ClientOptions at_home() { return {.allowed_hosts = {"127.0.0.1"}}; }

class CurlClientTest : public testing::Test {
 protected:
  Result<HttpResponse> get(std::string_view path) { return fetch(client_, {.url = server_.url(path)}); }

  HttpServer server_;
  CurlClient client_{at_home()};
};

TEST_F(CurlClientTest, GivesBodyStatusAndHeaders) {
  server_.on("/feed",
             Reply{.headers = {{"Content-Type", "Text/XML; charset=ISO-8859-1"}, {"ETag", "\"a\""}}, .body = "hi"});
  const auto response = get("/feed");
  ASSERT_TRUE(response) << response.error().log_line();
  EXPECT_EQ(response->status, 200);
  EXPECT_EQ(response->body, "hi");
  EXPECT_EQ(response->headers.get("etag"), "\"a\"");
  EXPECT_EQ(response->content_type, "text/xml");
  EXPECT_EQ(response->charset, "iso-8859-1");
  EXPECT_EQ(response->address, "127.0.0.1");
}

TEST_F(CurlClientTest, TakesErrorStatusesForAnswers) {
  server_.on("/broken", Reply{.status = 503, .headers = {{"Retry-After", "60"}}, .body = "later"});
  const auto response = get("/broken");
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 503);
  EXPECT_EQ(response->headers.get("Retry-After"), "60");
}

TEST_F(CurlClientTest, SendsValidatorsAsTheyWereReceived) {
  server_.on("/feed", [](const test::ServedRequest& request) {
    const bool known = request.headers.contains("if-none-match") && request.headers.at("if-none-match") == "W/\"x\"" &&
                       request.headers.at("if-modified-since") == "Wed, 25 Nov 2026 06:00:00 GMT";
    return known ? Reply{.status = 304, .headers = {{"ETag", "W/\"x\""}}} : Reply{.body = "all"};
  });
  const auto response = fetch(
      client_,
      {.url = server_.url("/feed"), .if_none_match = "W/\"x\"", .if_modified_since = "Wed, 25 Nov 2026 06:00:00 GMT"});
  ASSERT_TRUE(response);
  EXPECT_EQ(response->status, 304);
  EXPECT_EQ(response->body, "");
}

TEST_F(CurlClientTest, UnpacksGzip) {
  const std::string text(100'000, 'a');
  server_.on("/feed", Reply{.headers = {{"Content-Encoding", "gzip"}}, .body = test::gzip(text)});
  EXPECT_EQ(get("/feed")->body, text);
}

TEST_F(CurlClientTest, SaysHonestlyWhoItIs) {
  CurlClient client({.user_agent = user_agent_of("0.1", "https://pith.example/bot"), .allowed_hosts = {"127.0.0.1"}});
  static_cast<void>(fetch(client, {.url = server_.url("/")}));
  EXPECT_EQ(server_.requests().at(0).headers.at("user-agent"),
            "Pith/0.1 (podcast insights bot; +https://pith.example/bot)");
}

TEST_F(CurlClientTest, PostsABodyOfAnyBytes) {
  server_.on("/v1", [](const test::ServedRequest& request) { return Reply{.body = request.method + request.body}; });
  const std::string body("{\0}", 3);
  const auto response = fetch(client_, {.url = server_.url("/v1"),
                                        .method = "POST",
                                        .headers = {{"Content-Type", "application/json"}},
                                        .body = body,
                                        .trusted = true});
  ASSERT_TRUE(response);
  EXPECT_EQ(response->body, "POST" + body);
}

TEST_F(CurlClientTest, NeverSplitsAHeader) {
  static_cast<void>(fetch(client_, {.url = server_.url("/"), .if_none_match = "\"a\"\r\nX-Evil: 1"}));
  EXPECT_FALSE(server_.requests().at(0).headers.contains("x-evil"));
}

TEST_F(CurlClientTest, RemembersPermanentRedirectsUpToTheFirstTemporaryOne) {
  server_.on("/old", Reply{.status = 301, .headers = {{"Location", "/new"}}});
  server_.on("/new", Reply{.status = 308, .headers = {{"Location", "/newer?x=1"}}});
  server_.on("/newer", Reply{.status = 302, .headers = {{"Location", "today"}}, .body = "moved"});
  server_.on("/today", Reply{.body = "here"});
  const auto response = get("/old");
  ASSERT_TRUE(response);
  EXPECT_EQ(response->body, "here");
  EXPECT_EQ(response->final_url, server_.url("/today"));
  EXPECT_EQ(response->permanent_url, server_.url("/newer?x=1"));
}

TEST_F(CurlClientTest, RemembersNoTemporaryRedirect) {
  server_.on("/a", Reply{.status = 307, .headers = {{"Location", "/b"}}});
  server_.on("/b", Reply{.status = 301, .headers = {{"Location", "/c"}}});
  server_.on("/c", Reply{.body = "here"});
  EXPECT_EQ(get("/a")->permanent_url, "");
}

TEST_F(CurlClientTest, GivesARedirectForAnAnswerWhereNoneIsToBeFollowed) {
  server_.on("/a", Reply{.status = 307, .headers = {{"Location", "/b"}}, .body = "moved"});
  HttpRequest request{.url = server_.url("/a")};
  request.limits.max_redirects = 0;
  const auto response = fetch(client_, std::move(request));
  ASSERT_TRUE(response) << response.error().log_line();
  EXPECT_EQ(response->status, 307);
  EXPECT_EQ(response->body, "moved");
  EXPECT_EQ(server_.hits("/b"), 0);
}

TEST_F(CurlClientTest, TellsTheSinkOfAnAnswerWhoseBodyNeverComes) {
  class Told final : public BodySink {
   public:
    Result<void> begin(int status, const Headers& headers) override {
      told += fmt::format("{} {}", status, headers.get("retry-after").value_or(""));
      return {};
    }
    Result<void> take(std::string_view) override { return {}; }
    std::string told;
  };
  server_.on_wire("/", [](const test::ServedRequest&, test::Wire& wire) {
    wire.send("HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
    wire.send("HTTP/1.1 429 Too Many Requests\r\nRetry-After: 60\r\nContent-Length: 100\r\n\r\n");
    wire.linger(std::chrono::milliseconds{200});
    wire.reset();
  });
  const auto told = std::make_shared<Told>();
  EXPECT_FALSE(fetch(client_, {.url = server_.url("/"), .sink = told}));
  EXPECT_EQ(told->told, "429 60");
}

TEST_F(CurlClientTest, KeepsSecretsFromAnotherHostOnRedirect) {
  HttpServer other;
  other.on("/x", Reply{.body = "here"});
  server_.on("/a", Reply{.status = 302, .headers = {{"Location", other.url("/x")}}});
  const auto with_login = "http://me:secret@" + server_.host() + "/a";
  ASSERT_TRUE(fetch(client_, {.url = with_login, .headers = {{"Cookie", "k=v"}}}));
  EXPECT_TRUE(server_.requests().at(0).headers.contains("authorization"));
  EXPECT_FALSE(other.requests().at(0).headers.contains("authorization"));
  EXPECT_FALSE(other.requests().at(0).headers.contains("cookie"));
}

TEST_F(CurlClientTest, UsesAConnectionAgain) {
  server_.on("/feed", Reply{.body = "hi"});
  for (int i = 0; i < 5; ++i) ASSERT_TRUE(get("/feed"));
  EXPECT_EQ(server_.connections(), 1);
}

TEST_F(CurlClientTest, AsksAHostOneAtATime) {
  server_.on("/feed", Reply{.body = "hi"});
  std::atomic<int> left = 20;
  std::promise<void> all;
  for (int i = 0; i < 20; ++i) {
    client_.start({.url = server_.url("/feed")}, [&](const Result<HttpResponse>& response) {
      EXPECT_TRUE(response);
      if (--left == 0) all.set_value();
    });
  }
  all.get_future().wait();
  EXPECT_EQ(server_.busiest(), 1);
  EXPECT_EQ(server_.hits("/feed"), 20);
}

// Twenty hosts that send on to one.
class Redirected : public CurlClientTest {
 protected:
  Redirected() {
    for (int n = 0; n < 20; ++n) options_.allowed_hosts.push_back(fmt::format("h{}.localhost", n));
    server_.on("/old", Reply{.status = 302, .headers = {{"Location", target_.url("/feed")}}});
    target_.on("/feed", Reply{.body = "hi"});
  }

  void ask_all(CurlClient& client, std::function<void(bool)> on_wait) {
    std::atomic<int> left = 20;
    std::promise<void> all;
    for (int n = 0; n < 20; ++n)
      client.start({.url = fmt::format("http://h{}.localhost:{}/old", n, server_.port()), .on_wait = on_wait},
                   [&](const Result<HttpResponse>& response) {
                     EXPECT_TRUE(response) << response.error().log_line();
                     if (--left == 0) all.set_value();
                   });
    all.get_future().wait();
  }

  HttpServer target_;
  ClientOptions options_ = at_home();
};

TEST_F(Redirected, AreOneAtATimeAtTheirHostToo) {
  CurlClient client(options_);
  ask_all(client, {});
  EXPECT_EQ(target_.hits("/feed"), 20);
  EXPECT_EQ(target_.busiest(), 1);
}

TEST_F(Redirected, AreToldWhileTheyWaitForTheirTurn) {
  CurlClient client(options_);
  int begun = 0, ended = 0;  // on the client's thread
  ask_all(client, [&](bool waits) { ++(waits ? begun : ended); });
  EXPECT_EQ(begun, 20);
  EXPECT_EQ(ended, 20);
}

// Answers that are too much together.
class LargeBodies : public CurlClientTest {
 protected:
  static ClientOptions narrow() {
    auto options = at_home();
    options.one_per_host = false;
    options.max_bodies = 1 << 20;
    return options;
  }

  static std::vector<Result<HttpResponse>> get_all(const HttpServer& server, int count) {
    CurlClient client(narrow());
    std::vector<std::promise<Result<HttpResponse>>> ends(static_cast<std::size_t>(count));
    for (auto& end : ends)
      client.start({.url = server.url("/large"), .limits = {.max_compressed = 32 << 20}},
                   [&end](Result<HttpResponse> r) { end.set_value(std::move(r)); });
    std::vector<Result<HttpResponse>> all;
    for (auto& end : ends) all.push_back(end.get_future().get());
    return all;
  }
};

// More than the system holds for a reader that reads no more.
constexpr std::size_t far = 26'000'000;

TEST_F(LargeBodies, ComeWholeOneAfterAnotherWhereTheyAreTooMuchTogether) {
  const std::string text(30'000'000, 'a');
  std::atomic<int> beyond = 0, most_beyond = 0;
  HttpServer server;
  server.on_wire("/large", [&](const test::ServedRequest&, test::Wire& wire) {
    wire.send(fmt::format("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", text.size()));
    wire.send(text.substr(0, far));
    most_beyond = std::max<int>(most_beyond, ++beyond);
    wire.linger(std::chrono::milliseconds{300});
    --beyond;
    wire.send(text.substr(far));
    wire.linger(std::chrono::seconds{20});
  });
  for (const auto& response : get_all(server, 4)) {
    ASSERT_TRUE(response) << response.error().log_line();
    EXPECT_EQ(response->body, text);
  }
  EXPECT_LE(most_beyond, 2);  // a body may be read before one that was asked for earlier begins; four without a bound
}

// One that was sent but for its last byte before the other begins, and comes to its end only when told. The other is
// too large to have come before the client looks at what the first has sent.
class BesideASlowOne : public LargeBodies {
 protected:
  static constexpr std::size_t size = 1'000'000;
  static constexpr std::size_t large_size = 8'000'000;

  BesideASlowOne() {
    server_.on_wire("/slow", [this](const test::ServedRequest&, test::Wire& wire) {
      wire.send(fmt::format("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n", size + 1));
      wire.send(std::string(size, 's'));
      sent_.set_value();
      while (!go_on_ && wire.linger(std::chrono::milliseconds{20})) {
      }
      if (go_on_) wire.send("s");
    });
    server_.on("/large", Reply{.body = std::string(large_size, 'a')});
  }

  std::future<Result<HttpResponse>> get_slow(CurlClient& client) {
    auto slow = get_later(client, "/slow", std::chrono::seconds{60});
    sent_.get_future().wait();
    return slow;
  }

  std::future<Result<HttpResponse>> get_later(CurlClient& client, std::string_view path, std::chrono::seconds total) {
    auto end = std::make_shared<std::promise<Result<HttpResponse>>>();
    HttpRequest request{.url = server_.url(path)};
    request.limits.total = total;
    client.start(std::move(request), [end](Result<HttpResponse> r) { end->set_value(std::move(r)); });
    return end->get_future();
  }

  std::atomic<bool> go_on_ = false;
  std::promise<void> sent_;
};

TEST_F(BesideASlowOne, TheTimeOfThoseThatPauseStandsStill) {
  auto options = narrow();
  options.max_bodies = 3 << 19;
  options.room_patience = std::chrono::minutes{1};
  CurlClient client(options);
  auto slow = get_slow(client);
  auto large = get_later(client, "/large", std::chrono::seconds{5});
  EXPECT_EQ(large.wait_for(std::chrono::seconds{6}), std::future_status::timeout);
  go_on_ = true;
  EXPECT_TRUE(slow.get());
  const auto response = large.get();
  ASSERT_TRUE(response) << response.error().log_line();
  EXPECT_EQ(response->body, std::string(large_size, 'a'));
}

TEST_F(BesideASlowOne, TheyGoOnOnceItTookNextToNothingForSomeTime) {
  auto options = narrow();
  options.max_bodies = 3 << 19;
  options.room_patience = std::chrono::milliseconds{300};
  CurlClient client(options);
  auto slow = get_slow(client);
  auto large = get_later(client, "/large", std::chrono::seconds{60});
  const auto ended = slow.get();
  ASSERT_FALSE(ended);
  EXPECT_EQ(ended.error().kind, ErrorKind::timeout) << ended.error().log_line();
  EXPECT_TRUE(large.get());
}

TEST_F(LargeBodies, CountAfterTheyHaveComeForAsLongAsTheAnswerKeepsItsRoom) {
  server_.on("/large", Reply{.body = std::string(1 << 20, 'a')});
  server_.on("/small", Reply{.body = "hi"});
  CurlClient client(narrow());
  auto kept = fetch(client, {.url = server_.url("/large"), .keep_room = true});
  ASSERT_TRUE(kept);
  std::promise<void> answered;
  client.start({.url = server_.url("/small")}, [&](const Result<HttpResponse>&) { answered.set_value(); });
  auto small = answered.get_future();
  EXPECT_EQ(small.wait_for(std::chrono::milliseconds{200}), std::future_status::timeout);
  kept->room.reset();
  small.wait();
  EXPECT_EQ(server_.hits("/small"), 1);
}

TEST_F(LargeBodies, AreGivenUpForNowWhereTheyUnpackToTooMuchAtOnce) {
  const std::string text(8'000'000, 'a');
  server_.on("/large", Reply{.headers = {{"Content-Encoding", "gzip"}}, .body = test::gzip(text)});
  int whole = 0;
  for (const auto& response : get_all(server_, 12)) {
    if (response)
      whole += response->body == text ? 1 : 0;
    else
      EXPECT_EQ(response.error().kind, ErrorKind::network) << response.error().log_line();
  }
  EXPECT_GE(whole, 1);
}

TEST_F(CurlClientTest, LetsAnAnswerStartTheNextRequest) {
  server_.on("/feed", Reply{.body = "hi"});
  std::promise<Result<HttpResponse>> second;
  client_.start({.url = server_.url("/feed")}, [&](const Result<HttpResponse>&) {
    client_.start({.url = server_.url("/feed")}, [&](Result<HttpResponse> r) { second.set_value(std::move(r)); });
  });
  EXPECT_TRUE(second.get_future().get());
}

TEST_F(CurlClientTest, RefusesWhatIsNoAddress) {
  EXPECT_EQ(fetch(client_, {.url = "not a url"}).error().kind, ErrorKind::invalid_input);
  EXPECT_EQ(fetch(client_, {.url = "file:///etc/passwd"}).error().kind, ErrorKind::refused);
}

TEST_F(CurlClientTest, SaysThatAHostIsNotThereWithoutItsSecrets) {
  const auto response = fetch(client_, {.url = "http://me:secret@nowhere.invalid/feed?token=abc"});
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().kind, ErrorKind::network);
  EXPECT_NE(response.error().message.find("nowhere.invalid"), std::string::npos);
  EXPECT_EQ(response.error().log_line().find("secret"), std::string::npos) << response.error().log_line();
  EXPECT_EQ(response.error().log_line().find("abc"), std::string::npos) << response.error().log_line();
}

TEST_F(CurlClientTest, EndsARequestThatIsToldToStop) {
  std::stop_source stop;
  server_.on_wire("/slow", [stop](const test::ServedRequest&, test::Wire& wire) mutable {
    stop.request_stop();
    wire.linger(std::chrono::minutes{1});
  });
  const auto response = fetch(client_, {.url = server_.url("/slow"), .stop = stop.get_token()});
  ASSERT_FALSE(response);
  EXPECT_EQ(response.error().detail, "cancelled");
}

TEST_F(CurlClientTest, GoesOnWithAHostAfterAStoppedRequest) {
  server_.on("/feed", Reply{.body = "hi"});
  std::stop_source stop;
  stop.request_stop();
  EXPECT_FALSE(fetch(client_, {.url = server_.url("/feed"), .stop = stop.get_token()}));
  EXPECT_TRUE(get("/feed"));
}

TEST_F(CurlClientTest, EndsWhatIsUnderWayAndWaitingWhenItEnds) {
  std::promise<void> asked;
  server_.on_wire("/slow", [&](const test::ServedRequest&, test::Wire& wire) {
    asked.set_value();
    wire.linger(std::chrono::minutes{1});
  });
  int ended = 0;
  {
    CurlClient client(at_home());
    for (int i = 0; i < 3; ++i) {
      client.start({.url = server_.url("/slow")},
                   [&](const Result<HttpResponse>& r) { ended += r.has_value() ? 0 : 1; });
    }
    asked.get_future().wait();
  }
  EXPECT_EQ(ended, 3);
}

}  // namespace
}  // namespace pith::net
