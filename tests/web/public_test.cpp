#include <gmock/gmock.h>

#include "base/tokens.h"
#include "domain/grants.h"
#include "store/readers.h"
#include "store/tokens.h"
#include "web/world.h"

namespace pith {
namespace {

using test::at;
using test::make_episode;
using test::make_insight;
using test::make_show;
using testing::HasSubstr;
using testing::Not;

// A public site over a public show and a private one; the home reader's brief has an insight of each.
class Public : public test::StoreFixture {
 protected:
  Public() : clock_(at("2026-11-25T08:00:00Z")) {
    put_one_insight();
    secret_.is_private = true;
    write([&](store::Tx& tx) {
      put_episode(tx, secret_, aside_);
      store::replace_insights(tx, aside_.id, std::vector{whisper_});
      store::add_brief(tx, {"br_1",
                            "re_home",
                            *parse_day("2026-11-25"),
                            at("2026-11-25T06:00:00Z"),
                            {{"in_whisper", "", 2}, {"in_restart", "", 1}},
                            ""});
    });
    web::SiteOptions options;
    options.url = "https://pith.example";
    options.accounts = true;
    options.for_owner = false;
    options.key = key_;
    site_ = *web::Site::make(*store, clock_, options);
  }

  http::Response ask(std::string method, std::string path, std::vector<http::Field> more = {}) {
    http::Request request{.method = std::move(method), .path = std::move(path)};
    request.headers = {{"Host", "pith.example"}};
    request.peer = "203.0.113.7";
    for (auto& field : more) request.headers.push_back(std::move(field));
    return site_->handle(request);
  }

  const std::string key_ = random_key();
  FixedClock clock_;
  Show secret_ = make_show("sh_secret", "The Paid Hour");
  Episode aside_ = make_episode("ep_aside", secret_, "Among ourselves", "2026-11-24T06:00:00Z");
  Insight whisper_ = make_insight("in_whisper", aside_, "What only subscribers heard");
  std::unique_ptr<web::Site> site_;
};

TEST_F(Public, ShowsTheHomeReadersFiveWithoutPrivateShows) {
  const auto today = ask("GET", "/").body;
  EXPECT_THAT(today, HasSubstr("The restart, not the storm"));
  EXPECT_THAT(today, HasSubstr("<h1>Today’s one</h1>"));
  for (const auto* path :
       {"/", "/days", "/days/2026-11-25", "/shows", "/topics", "/feeds/today.xml", "/feeds/today.json"})
    EXPECT_THAT(ask("GET", path).body, Not(HasSubstr("What only subscribers heard"))) << path;
  for (const auto* path : {"/insights/in_whisper", "/episodes/ep_aside", "/shows/the-paid-hour"})
    EXPECT_EQ(ask("GET", path).status, 404) << path;
}

TEST_F(Public, ShowsNoTopicOfPrivateShowsAlone) {
  write([&](store::Tx& tx) {
    whisper_.topics = {"Merger plans"};
    store::replace_insights(tx, aside_.id, std::vector{whisper_});
  });
  for (const auto* path : {"/topics", "/api/v1/topics", "/subscribe"})
    EXPECT_THAT(ask("GET", path).body, Not(HasSubstr("Merger plans"))) << path;
  for (const auto* path :
       {"/topics/merger-plans", "/feeds/topics/merger-plans.xml", "/api/v1/topics/merger-plans/insights"})
    EXPECT_EQ(ask("GET", path).status, 404) << path;
}

TEST_F(Public, TellsNobodyWhyTheHomeReaderGotSomething) {
  write([&](store::Tx& tx) {
    store::add_brief(tx, {"br_2",
                          "re_home",
                          *parse_day("2026-11-26"),
                          at("2026-11-26T06:00:00Z"),
                          {{"in_restart", "Like what you wanted more of", 1}},
                          ""});
  });
  for (const auto* path : {"/", "/api/v1/today", "/api/v1/days", "/feeds/today.json"}) {
    const auto body = ask("GET", path).body;
    EXPECT_THAT(body, HasSubstr("in_restart")) << path;
    EXPECT_THAT(body, Not(HasSubstr("wanted more of"))) << path;
  }
}

TEST_F(Public, InvitesVisitorsToSubscribe) {
  EXPECT_THAT(ask("GET", "/").body, HasSubstr("href=\"/subscribe\""));
  EXPECT_THAT(ask("GET", "/").body, Not(HasSubstr("/taste")));
}

TEST_F(Public, NamesTheMethodsThatAnAddressTakes) {
  const auto allow = [](const http::Response& response) {
    for (const auto& [name, value] : response.headers)
      if (name == "Allow") return value;
    return std::string{};
  };
  EXPECT_EQ(allow(ask("POST", "/days")), "GET, HEAD");
  EXPECT_EQ(allow(ask("DELETE", "/sign-out")), "POST");
  EXPECT_EQ(ask("PUT", "/settings").status, 405);
}

TEST_F(Public, ReadsALargeBodyFromItsOwnerAlone) {
  const Signer signer(key_);
  const auto limit = [&](std::string_view path, const std::string& session) {
    http::Request head{.method = "POST", .path = std::string(path), .headers = {{"Host", "pith.example"}}};
    if (!session.empty()) head.headers.emplace_back("Cookie", "__Host-pith-session=" + session);
    return site_->body_limit_of(head);
  };
  const auto session_of = [&](std::string id, bool owner) {
    const auto token = signer.sign(grants::session, id, clock_.now() + std::chrono::hours{1});
    write([&](store::Tx& tx) {
      store::put(tx, Reader{.id = id, .email = id + "@a.example", .added = clock_.now(), .owner = owner});
      store::put(tx, Token{Signer::hash_of(token), std::string(grants::session), id, clock_.now(),
                           clock_.now() + std::chrono::hours{1}});
    });
    return token;
  };
  const std::size_t form = 64 << 10;
  EXPECT_EQ(limit("/admin/opml", ""), form);
  EXPECT_EQ(limit("/admin/opml", "made up"), form);
  EXPECT_EQ(limit("/admin/opml", session_of("re_ann", false)), form);
  const auto owners = session_of("re_boss", true);
  EXPECT_EQ(limit("/admin/opml", owners), 1 << 20);
  EXPECT_EQ(limit("/subscribe", owners), form);
}

TEST_F(Public, AnswersMachinesOnlyFromHere) {
  EXPECT_EQ(ask("GET", "/metrics").status, 403);
  http::Request here{.method = "GET", .path = "/metrics", .headers = {{"Host", "127.0.0.1:8700"}}};
  here.peer = "127.0.0.1";
  EXPECT_EQ(site_->handle(here).status, 200);
  auto passed_on = here;
  passed_on.headers.emplace_back("X-Forwarded-For", "203.0.113.7");
  EXPECT_EQ(site_->handle(passed_on).status, 421);
}

TEST_F(Public, WithoutAccountsThereIsNothingToSubscribeTo) {
  web::SiteOptions options;
  options.url = "https://pith.example";
  options.for_owner = false;
  const auto site = *web::Site::make(*store, clock_, options);
  for (const auto* path : {"/subscribe", "/sign-in", "/settings", "/admin", "/confirm", "/insights/in_restart/taste"})
    EXPECT_EQ(site->handle({.method = "GET", .path = path, .headers = {{"Host", "pith.example"}}}).status, 404) << path;
}

}  // namespace
}  // namespace pith
