#include <thread>

#include "web/checked_site.h"
#include "web/routes.h"
#include "web/world.h"

namespace pith {
namespace {

class Site : public test::SiteFixture {};

TEST_F(Site, SendsItsSecurityHeadersWithEveryAnswer) {
  for (const auto* target : {"/", "/nowhere", "/static/pith.css", "/healthz", "/feeds/today.xml"}) {
    const auto answer = get(target);
    EXPECT_TRUE(answer.header("Content-Security-Policy").starts_with("default-src 'none'")) << target;
    EXPECT_EQ(answer.header("X-Content-Type-Options"), "nosniff") << target;
    EXPECT_EQ(answer.header("Referrer-Policy"), "no-referrer") << target;
  }
}

TEST_F(Site, SaysInPlainWordsThatAPageIsNotThere) {
  for (const auto* target : {"/nowhere", "/insights/in_none", "/episodes/ep_none", "/shows/none", "/days/2026-01-01",
                             "/days/tomorrow", "/insights/", "/insights/a/b"}) {
    const auto answer = get(target);
    EXPECT_EQ(answer.status, 404) << target;
    EXPECT_NE(answer.body.find("<h1>Not here</h1>"), std::string::npos) << target;
  }
}

TEST_F(Site, NeverLeavesTheFolderOfStaticFiles) {
  for (const auto* target : {"/static/../site.cpp", "/static/%2e%2e/site.cpp", "/static/..%2f..%2fetc%2fpasswd",
                             "/static/%2fetc%2fpasswd", "/../etc/passwd", "/static/", "//etc/passwd"})
    EXPECT_EQ(get(target).status, 404) << target;
}

TEST_F(Site, RefusesWhatIsNotReading) {
  for (const auto* method : {"POST", "PUT", "DELETE", "OPTIONS"}) {
    const auto answer = test::http_request(server->port(), method, "/");
    EXPECT_EQ(answer.status, 405) << method;
    EXPECT_EQ(answer.header("Allow"), "GET, HEAD") << method;
  }
}

TEST_F(Site, AnswersHeadAsGetWithoutTheBody) {
  const auto head = test::http_request(server->port(), "HEAD", "/");
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.header("Content-Length"), get("/").header("Content-Length"));
}

TEST_F(Site, AnswersAPageThatIsUnchangedWith304) {
  put_one_insight();
  const auto first = get("/insights/in_restart");
  const auto second = get("/insights/in_restart", "If-None-Match: " + first.header("ETag") + "\r\n");
  EXPECT_EQ(second.status, 304);
  EXPECT_EQ(get("/insights/in_restart", "If-None-Match: W/\"other\"\r\n").status, 200);
}

TEST_F(Site, LetsBrowsersKeepStaticFilesForGoodUnderTheirHash) {
  const auto home = page("/");
  const auto at = home.find("/static/pith.css?v=");
  ASSERT_NE(at, std::string::npos);
  const auto style = get(home.substr(at, home.find('"', at) - at));
  EXPECT_EQ(style.status, 200);
  EXPECT_EQ(style.header("Content-Type"), "text/css; charset=utf-8");
  EXPECT_EQ(style.header("Cache-Control"), "public, max-age=31536000, immutable");
  EXPECT_EQ(get("/static/pith.css", "If-None-Match: " + style.header("ETag") + "\r\n").status, 304);
  EXPECT_NE(get("/static/pith.css?v=old").header("Cache-Control"), style.header("Cache-Control"));
}

TEST_F(Site, KeepsItsStylesheetUnderTwentyKilobytes) { EXPECT_LT(get("/static/pith.css").body.size(), 20'000U); }

TEST_F(Site, IsHealthyWhileTheStoreCanBeRead) {
  const auto answer = get("/healthz");
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.body, "ok\n");
}

// The audio is its publisher's, and nothing fetches it before somebody plays it.
TEST_F(Site, AsksNobodyElseForAnything) {
  put_one_insight();
  for (const auto* target : {"/insights/in_restart", "/episodes/ep_restart", "/shows/the-deep-grid", "/status"}) {
    const auto html = page(target);
    for (const auto* loads : {"<img", "<iframe", "style=\"", "@import", "<link rel=\"preload", "autoplay"})
      EXPECT_EQ(html.find(loads), std::string::npos) << target << " " << loads;
    for (auto at = html.find(" src=\""); at != std::string::npos; at = html.find(" src=\"", at + 1)) {
      const auto before = html.substr(html.rfind('<', at), at - html.rfind('<', at));
      EXPECT_TRUE(before == "<audio controls preload=\"none\"" || html.substr(at + 6, 8) == "/static/") << before;
    }
  }
}

TEST_F(Site, ServesItsScriptsAsModulesThatMayBeKeptForGood) {
  put_one_insight();
  const auto html = page("/insights/in_restart");
  const auto at = html.find("/static/player.js?v=");
  ASSERT_NE(at, std::string::npos);
  const auto script = get(html.substr(at, html.find('"', at) - at));
  EXPECT_EQ(script.status, 200);
  EXPECT_EQ(script.header("Content-Type"), "text/javascript; charset=utf-8");
  EXPECT_EQ(script.header("Cache-Control"), "public, max-age=31536000, immutable");
}

TEST(StaticFiles, AScriptNamesWhatItImportsWithItsHash) {
  const EmbeddedFile files[] = {{"page.js", "import {say} from \"./say.js\";"}, {"say.js", "export const say = 1;"}};
  const web::StaticFiles statics(files);
  http::Request request;
  const auto page = statics.answer("page.js", request);
  ASSERT_TRUE(page);
  EXPECT_EQ(page->body, "import {say} from \"" + statics.address("say.js") + "\";");
  const EmbeddedFile changed[] = {{"page.js", files[0].bytes}, {"say.js", "export const say = 2;"}};
  EXPECT_NE(web::StaticFiles(changed).address("page.js"), statics.address("page.js"));
}

TEST_F(Site, TellsItsProgressAsItGoesOn) {
  put_one_insight();
  test::Connection connection(server->port());
  connection.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n");
  const auto first = connection.until("\n\n");
  EXPECT_NE(first.find("Content-Type: text/event-stream"), std::string::npos);
  EXPECT_NE(first.find("event: progress\ndata: {\"sentence\":\"Nothing is under way.\",\"busy\":false"),
            std::string::npos);
  EXPECT_NE(first.find("\"insights\":\"1\""), std::string::npos);
  write([&](store::Tx& tx) { store::enqueue(tx, {"distill", "ep_restart", "2"}, test::at("2026-11-25T07:00:00Z")); });
  EXPECT_NE(connection.until("\n\n").find("Under way: 1 episode to distill."), std::string::npos);
}

TEST_F(Site, LetsOneAddressListenEightTimesAtOnce) {
  const auto ask = [&] {
    test::Connection connection(server->port());
    connection.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n");
    return connection;
  };
  std::vector<test::Connection> listeners;
  for (int n = 0; n < 8; ++n) {
    listeners.push_back(ask());
    EXPECT_TRUE(listeners.back().until("\r\n\r\n").starts_with("HTTP/1.1 200")) << n;
  }
  const auto refused = get("/events");
  EXPECT_EQ(refused.status, 429);
  EXPECT_EQ(refused.header("Retry-After"), "60");
  listeners.pop_back();
  for (int tries = 0; tries < 500; ++tries) {  // until the server has seen it leave
    listeners.push_back(ask());
    if (listeners.back().until("\r\n\r\n").starts_with("HTTP/1.1 200")) return;
    listeners.pop_back();
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  FAIL() << "a place that came free is not given again";
}

TEST_F(Site, TellsWithoutScriptsToLoadThePageAgainWhileItWorks) {
  put_one_insight();
  EXPECT_EQ(page("/status").find("<noscript>"), std::string::npos);
  write([&](store::Tx& tx) { store::enqueue(tx, {"poll", "fe_sh_grid", ""}, test::at("2026-11-25T07:00:00Z")); });
  for (const auto* target : {"/", "/status"}) {
    const auto html = page(target);
    EXPECT_NE(html.find("Under way: 1 feed to read."), std::string::npos) << target;
    EXPECT_NE(html.find("<noscript><p class=\"fine\">Load this page again"), std::string::npos) << target;
  }
}

TEST_F(Site, ServesManyReadersAtOnce) {
  put_one_insight();
  std::vector<std::jthread> readers;
  std::atomic<int> good = 0;
  for (int n = 0; n < 8; ++n)
    readers.emplace_back([&] {
      for (int k = 0; k < 25; ++k)
        if (get("/insights/in_restart").status == 200) ++good;
    });
  readers.clear();
  EXPECT_EQ(good, 200);
}

TEST_F(Site, WithoutAnAddressOfItsOwnPutsTheOneItWasAskedAtIntoFeeds) {
  const test::CheckedSite site(*store, clock, {});
  const auto feed_at = [&](std::string host) {
    return site.handle({.method = "GET", .path = "/feeds/today.json", .headers = {{"Host", std::move(host)}}}).body;
  };
  EXPECT_NE(feed_at("localhost:8080").find("http://localhost:8080/"), std::string::npos);
  EXPECT_EQ(feed_at("evil\"><x").find("evil"), std::string::npos);
}

TEST(Routes, MatchOnePartOfAPath) {
  using web::match;
  EXPECT_EQ(match(web::routes(), "/insights/in_x").argument, "in_x");
  EXPECT_EQ(match(web::routes(), "/insights/in_x").route->pattern, "/insights/{}");
  EXPECT_EQ(match(web::routes(), "/insights").route, nullptr);
  EXPECT_EQ(match(web::routes(), "/days").route->pattern, "/days");
}

}  // namespace
}  // namespace pith
